import { type Array64, map } from './array64';

/** y = gain · (x if x > 0, else slope · x). */
export const leakyRelu = (x: Array64, { slope = 0.2, gain = 1 }: { readonly slope?: number; readonly gain?: number } = {}): Array64 =>
  map(x, (value) => gain * (value > 0 ? value : slope * value));
