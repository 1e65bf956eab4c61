import type { Stepper } from './stepper';

/** Seconds of each of `repeat` steps, after `warmUp` that do not count. */
export async function timeSteps(stepper: Stepper, { repeat, warmUp }: { repeat: number; warmUp: number }): Promise<number[]> {
  const seconds: number[] = [];
  for (let i = 0; i < warmUp; i++) await stepper.step();
  for (let i = 0; i < repeat; i++) seconds.push(await stepper.step());
  return seconds;
}
