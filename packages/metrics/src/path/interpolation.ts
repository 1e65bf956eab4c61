import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { unitRows } from '../features/unitRows';

const along = (where: string, a: Features, b: Features, t: ArrayLike<number>): void => {
  checkFeaturePair(where, a, b, 1, ['a', 'b']);
  check(a.rows === b.rows && t.length === a.rows, () => `${where}: a, b and t must be as many. Got ${a.rows}, ${b.rows} and ${t.length}.`);
};

/**
 * Points on the straight line from a to b: a + t (b - a), row by row, in float64.
 *
 * @throws GanError unless a and b are as many rows of one length, and t one number a row.
 * @example lerp(featureRows(Float64Array.of(0, 4), 2), featureRows(Float64Array.of(2, 0), 2), [0.5]).data; // [1, 2]
 */
export function lerp(a: Features, b: Features, t: ArrayLike<number>): Features {
  along('lerp', a, b, t);
  const data = Float64Array.from(a.data, (value, i) => value + (b.data[i]! - value) * t[Math.floor(i / a.columns)]!);
  return { rows: a.rows, columns: a.columns, data };
}

/**
 * Points on the great circle from a to b, of length 1, row by row, in float64: where normally distributed latents lie but for their length.
 *
 * @throws GanError unless a and b are as many rows of one length, none of them zeros, and t one number a row.
 * @see Shoemake 1985, Animating rotation with quaternion curves, https://doi.org/10.1145/325165.325242
 * @example slerp(featureRows(Float64Array.of(3, 4), 2), featureRows(Float64Array.of(0, 5), 2), [0]).data; // [0.6, 0.8]
 */
export function slerp(a: Features, b: Features, t: ArrayLike<number>): Features {
  along('slerp', a, b, t);
  const d = a.columns;
  const data = new Float64Array(a.rows * d);
  const [starts, ends] = [unitRows('slerp', 'a', a, 'Draw other points.'), unitRows('slerp', 'b', b, 'Draw other points.')];
  for (let i = 0; i < a.rows; i++) {
    const [from, to] = [starts.subarray(i * d, (i + 1) * d), ends.subarray(i * d, (i + 1) * d)];
    const cosine = dot(from, to);
    const side = to.map((value, k) => value - cosine * from[k]!);
    const length = Math.sqrt(dot(side, side));
    // An arc tangent keeps the digits of small angles, which an arc cosine does not.
    const angle = t[i]! * Math.atan2(length, cosine);
    // Ends that are one point have no side to go to, and no way to go.
    const point = from.map((value, k) => value * Math.cos(angle) + (length > 0 ? (side[k]! / length) * Math.sin(angle) : 0));
    const size = Math.sqrt(dot(point, point));
    data.set(
      point.map((value) => value / size),
      i * d,
    );
  }
  return { rows: a.rows, columns: d, data };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
