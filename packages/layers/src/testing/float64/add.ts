import { check } from '@ganblocks/core';
import { type Array64, map } from './array64';

/** y = a + b; b may repeat along the leading axes of a, as a bias does. */
export function add(a: Array64, b: Array64): Array64 {
  const tail = a.shape.slice(a.shape.length - b.shape.length);
  check(tail.join() === b.shape.join(), () => `float64 add: [${b.shape.join(', ')}] must end [${a.shape.join(', ')}].`);
  return map(a, (value, place) => value + (b.data[place % b.data.length] ?? 0));
}
