postMessage(performance.now());

export {};
