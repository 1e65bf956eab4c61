/*
 * One axis of Winograd's F(4x4, 3x3) (Lavin and Gray 2015, https://arxiv.org/abs/1509.09308): six pixels and three taps give four results by
 * six products, one for each of the points 0, 1/√2, -1/√2, √2, -√2 and infinity, in that order. With these points the float32 error stays near
 * that of direct sums, 2e-6 of the largest value; with the paper's 0, ±1, ±2 it is four times as large. The products of both axes are the 36
 * positions of a tile.
 *
 * Two taps are three of which the first is zero: the pixel, the tap and the point 0 then count for nothing, and `first` is 1 in place of 0.
 *
 * A line is `bytes` of floats, a multiple of 16. Lines are numbered from 0, also where line 0 is left out; they lie `step` bytes apart.
 *
 * Each line loads its own pairs: a function gives back one vector, so that what two of them shared would go through memory.
 */

const ROOT: f32 = 1.4142135623730951;
const HALF_ROOT: f32 = 0.7071067811865476;

@inline
function scaled(x: v128, factor: f32): v128 {
  return f32x4.mul(x, f32x4.splat(factor));
}

/** Stores the sum and the difference, which belong to a point and to its negative. */
@inline
function storePair(to: usize, step: usize, even: v128, odd: v128): void {
  v128.store(to, f32x4.add(even, odd));
  v128.store(to + step, f32x4.sub(even, odd));
}

/** B^T d: six lines of pixels to six points. */
export function inputLine(
  first: i32,
  d0: usize,
  d1: usize,
  d2: usize,
  d3: usize,
  d4: usize,
  d5: usize,
  to: usize,
  step: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const x1 = v128.load(d1 + at);
    const x2 = v128.load(d2 + at);
    const x3 = v128.load(d3 + at);
    const x4 = v128.load(d4 + at);
    const out = to + at;
    storePair(out + step, step, f32x4.sub(x4, f32x4.add(x2, x2)), scaled(f32x4.sub(x3, f32x4.add(x1, x1)), HALF_ROOT));
    storePair(out + 3 * step, step, f32x4.sub(x4, scaled(x2, 0.5)), scaled(f32x4.sub(x3, scaled(x1, 0.5)), ROOT));
    v128.store(out + 5 * step, f32x4.sub(f32x4.add(x1, v128.load(d5 + at)), scaled(x3, 2.5)));
    if (first == 0) v128.store(out, f32x4.sub(f32x4.add(x4, v128.load(d0 + at)), scaled(x2, 2.5)));
  }
}

/** A^T m: six points to four lines of results. */
export function outputLine(first: i32, from: usize, fromStep: usize, to: usize, step: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const m = from + at;
    const a1 = v128.load(m + fromStep);
    const a2 = v128.load(m + 2 * fromStep);
    const b1 = v128.load(m + 3 * fromStep);
    const b2 = v128.load(m + 4 * fromStep);
    const evenA = f32x4.add(a1, a2);
    const evenB = f32x4.add(b1, b2);
    const oddA = scaled(f32x4.sub(a1, a2), HALF_ROOT);
    const oddB = scaled(f32x4.sub(b1, b2), ROOT);
    const even = f32x4.add(evenA, evenB);
    const out = to + at;
    v128.store(out, first == 0 ? f32x4.add(even, v128.load(m)) : even);
    v128.store(out + step, f32x4.add(oddA, oddB));
    v128.store(out + 2 * step, f32x4.add(scaled(evenA, 0.5), f32x4.add(evenB, evenB)));
    const odd = f32x4.add(scaled(oddA, 0.5), f32x4.add(oddB, oddB));
    v128.store(out + 3 * step, f32x4.add(odd, v128.load(m + 5 * fromStep)));
  }
}

/** A d: four lines of gradients to six points; the adjoint of `outputLine`. */
export function gradientLine(first: i32, d0: usize, d1: usize, d2: usize, d3: usize, to: usize, step: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const y0 = v128.load(d0 + at);
    const y1 = v128.load(d1 + at);
    const y2 = v128.load(d2 + at);
    const y3 = v128.load(d3 + at);
    const out = to + at;
    storePair(out + step, step, f32x4.add(y0, scaled(y2, 0.5)), scaled(f32x4.add(y1, scaled(y3, 0.5)), HALF_ROOT));
    storePair(out + 3 * step, step, f32x4.add(y0, f32x4.add(y2, y2)), scaled(f32x4.add(y1, f32x4.add(y3, y3)), ROOT));
    v128.store(out + 5 * step, y3);
    if (first == 0) v128.store(out, y0);
  }
}

/** G g: three lines of taps to six points. */
export function filterLine(first: i32, from: usize, fromStep: usize, to: usize, step: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = from + at;
    const g0 = first == 0 ? v128.load(g) : f32x4.splat(0);
    const g1 = v128.load(g + fromStep);
    const g2 = v128.load(g + 2 * fromStep);
    const third = scaled(g2, 1.0 / 3);
    const out = to + at;
    if (first == 0) v128.store(out, g0);
    storePair(out + step, step, f32x4.neg(f32x4.add(third, scaled(g0, 2.0 / 3))), scaled(g1, -ROOT / 3));
    storePair(out + 3 * step, step, f32x4.add(third, scaled(g0, 1.0 / 6)), scaled(g1, ROOT / 6));
    v128.store(out + 5 * step, g2);
  }
}

/** G^T s: six points to three lines of the taps' gradients; the adjoint of `filterLine`. */
export function filterGradientLine(first: i32, from: usize, fromStep: usize, to: usize, step: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = from + at;
    const a1 = v128.load(s + fromStep);
    const a2 = v128.load(s + 2 * fromStep);
    const b1 = v128.load(s + 3 * fromStep);
    const b2 = v128.load(s + 4 * fromStep);
    const evenA = f32x4.add(a1, a2);
    const evenB = f32x4.add(b1, b2);
    const out = to + at;
    if (first == 0) v128.store(out, f32x4.add(v128.load(s), f32x4.sub(scaled(evenB, 1.0 / 6), scaled(evenA, 2.0 / 3))));
    v128.store(out + step, f32x4.sub(scaled(f32x4.sub(b1, b2), ROOT / 6), scaled(f32x4.sub(a1, a2), ROOT / 3)));
    v128.store(out + 2 * step, f32x4.add(scaled(f32x4.sub(evenB, evenA), 1.0 / 3), v128.load(s + 5 * fromStep)));
  }
}
