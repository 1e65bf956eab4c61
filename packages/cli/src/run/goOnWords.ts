/** A line of a run, with what to type here in the place of what to write in a script. */
export const goOnWords = (line: string, run: string): string =>
  line.replace(/To go on: train\(.*\)\.$/, `To go on: ganblocks resume ${run}`);
