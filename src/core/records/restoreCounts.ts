/** How many records of one kind a backup would add, change, remove or leave; and how many a replacement would bring. */
export interface RestoreCounts {
  inFile: number;
  here: number;
  new: number;
  newer: number;
  removed: number;
  /** In the file, and not changed by it. */
  kept: number;
}
