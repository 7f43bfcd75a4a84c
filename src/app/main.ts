document.querySelector('#app')?.replaceChildren('Beatkeeper');
