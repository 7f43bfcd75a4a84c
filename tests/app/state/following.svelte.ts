/** Does this now, and again after each change of the state that it reads, as a screen does; until the returned function is called. */
export function following(look: () => void): () => void {
  return $effect.root(() => {
    $effect(look);
  });
}
