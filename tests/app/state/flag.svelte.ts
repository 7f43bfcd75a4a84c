/** A state that a test switches. */
export class Flag {
  on = $state(false);
}
