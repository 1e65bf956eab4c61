import { performance } from 'node:perf_hooks';

const written = (seconds: number): string => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

/** Lines on stderr for a number of pieces of work, with the time that is left if the others take as long as those that are done. */
export function progressOf(
  pieces: number,
  { now = () => performance.now(), write = (line: string) => console.error(line) } = {},
): (line: string) => void {
  const started = now();
  let done = 0;
  return (line) => {
    done += 1;
    const left = (((now() - started) / done) * (pieces - done)) / 1000;
    write(`[${done}/${pieces}] ${line}${done < pieces ? `, about ${written(left)} left` : ''}`);
  };
}
