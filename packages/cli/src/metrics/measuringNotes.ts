import { count } from '../text/numbers';

const LEAST_SECONDS = 2;

/**
 * Tells how far a measurement has come: what is done, of how many images, how fast, and how long it takes still; every tenth, and at most every 2 seconds.
 *
 * @param what Such as 'looked at real images'.
 */
export function measuringNotes(
  note: (line: string) => void,
  what: string,
  now: () => number = () => performance.now() / 1000,
): (done: number, total: number) => void {
  const began = now();
  let [toldAt, toldTenth] = [began, 0];
  return (done, total) => {
    const [time, tenth] = [now(), Math.floor((10 * done) / total)];
    if (tenth === toldTenth || time - toldAt < LEAST_SECONDS) return;
    [toldAt, toldTenth] = [time, tenth];
    const rate = done / (time - began);
    note(`${what}: ${count(done)} of ${count(total)}  ${Number(rate.toPrecision(3))} images/s  ${duration((total - done) / rate)} left`);
  };
}

const duration = (seconds: number): string => {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};
