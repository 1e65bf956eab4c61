import { count } from '../text/numbers';

/** Tells how far the reading of data has come: at its beginning, every tenth, and at its end. */
export function readingNotes(note: (line: string) => void): (done: number, total: number) => void {
  let told = -1;
  return (done, total) => {
    const tenth = Math.floor((10 * done) / total);
    if (tenth === told) return;
    told = tenth;
    note(`reading ${count(done)} of ${count(total)} images`);
  };
}
