import { type Array64, map } from './array64';

/** y = x if x > 0, else eˣ - 1. */
export const elu = (x: Array64): Array64 => map(x, (value) => (value > 0 ? value : Math.exp(value) - 1));
