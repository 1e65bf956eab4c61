/*
 * The transforms of Winograd's F(2x2, 3x3) (Lavin and Gray 2015, https://arxiv.org/abs/1509.09308), on four channels at a time. The sixteen
 * positions of a transformed tile lie `stride` bytes apart.
 */

/** B^T d B of the 4 x 4 pixels at the sixteen addresses. */
@inline
export function transformInput(addresses: usize, offset: usize, to: usize, stride: usize): void {
  const d00 = v128.load(load<usize>(addresses, 0) + offset);
  const d10 = v128.load(load<usize>(addresses, 16) + offset);
  const d20 = v128.load(load<usize>(addresses, 32) + offset);
  const d30 = v128.load(load<usize>(addresses, 48) + offset);
  const t00 = f32x4.sub(d00, d20);
  const t10 = f32x4.add(d10, d20);
  const t20 = f32x4.sub(d20, d10);
  const t30 = f32x4.sub(d10, d30);
  const d01 = v128.load(load<usize>(addresses, 4) + offset);
  const d11 = v128.load(load<usize>(addresses, 20) + offset);
  const d21 = v128.load(load<usize>(addresses, 36) + offset);
  const d31 = v128.load(load<usize>(addresses, 52) + offset);
  const t01 = f32x4.sub(d01, d21);
  const t11 = f32x4.add(d11, d21);
  const t21 = f32x4.sub(d21, d11);
  const t31 = f32x4.sub(d11, d31);
  const d02 = v128.load(load<usize>(addresses, 8) + offset);
  const d12 = v128.load(load<usize>(addresses, 24) + offset);
  const d22 = v128.load(load<usize>(addresses, 40) + offset);
  const d32 = v128.load(load<usize>(addresses, 56) + offset);
  const t02 = f32x4.sub(d02, d22);
  const t12 = f32x4.add(d12, d22);
  const t22 = f32x4.sub(d22, d12);
  const t32 = f32x4.sub(d12, d32);
  const d03 = v128.load(load<usize>(addresses, 12) + offset);
  const d13 = v128.load(load<usize>(addresses, 28) + offset);
  const d23 = v128.load(load<usize>(addresses, 44) + offset);
  const d33 = v128.load(load<usize>(addresses, 60) + offset);
  const t03 = f32x4.sub(d03, d23);
  const t13 = f32x4.add(d13, d23);
  const t23 = f32x4.sub(d23, d13);
  const t33 = f32x4.sub(d13, d33);
  v128.store(to, f32x4.sub(t00, t02));
  to += stride;
  v128.store(to, f32x4.add(t01, t02));
  to += stride;
  v128.store(to, f32x4.sub(t02, t01));
  to += stride;
  v128.store(to, f32x4.sub(t01, t03));
  to += stride;
  v128.store(to, f32x4.sub(t10, t12));
  to += stride;
  v128.store(to, f32x4.add(t11, t12));
  to += stride;
  v128.store(to, f32x4.sub(t12, t11));
  to += stride;
  v128.store(to, f32x4.sub(t11, t13));
  to += stride;
  v128.store(to, f32x4.sub(t20, t22));
  to += stride;
  v128.store(to, f32x4.add(t21, t22));
  to += stride;
  v128.store(to, f32x4.sub(t22, t21));
  to += stride;
  v128.store(to, f32x4.sub(t21, t23));
  to += stride;
  v128.store(to, f32x4.sub(t30, t32));
  to += stride;
  v128.store(to, f32x4.add(t31, t32));
  to += stride;
  v128.store(to, f32x4.sub(t32, t31));
  to += stride;
  v128.store(to, f32x4.sub(t31, t33));
}

/** Rows of G g G^T from a column of G g. */
@inline
function filterRow(a: v128, b: v128, c: v128, to: usize, stride: usize): void {
  const half = f32x4.splat(0.5);
  const ends = f32x4.mul(f32x4.add(a, c), half);
  const middle = f32x4.mul(b, half);
  v128.store(to, a);
  v128.store(to + stride, f32x4.add(ends, middle));
  v128.store(to + 2 * stride, f32x4.sub(ends, middle));
  v128.store(to + 3 * stride, c);
}

/** G g G^T of 3 x 3 weights that lie `step` bytes apart. */
@inline
export function transformFilter(g: usize, step: usize, to: usize, stride: usize): void {
  const half = f32x4.splat(0.5);
  const g00 = v128.load(g + 0 * step);
  const g10 = v128.load(g + 3 * step);
  const g20 = v128.load(g + 6 * step);
  const g01 = v128.load(g + 1 * step);
  const g11 = v128.load(g + 4 * step);
  const g21 = v128.load(g + 7 * step);
  const g02 = v128.load(g + 2 * step);
  const g12 = v128.load(g + 5 * step);
  const g22 = v128.load(g + 8 * step);
  const ends0 = f32x4.mul(f32x4.add(g00, g20), half);
  const middle0 = f32x4.mul(g10, half);
  const ends1 = f32x4.mul(f32x4.add(g01, g21), half);
  const middle1 = f32x4.mul(g11, half);
  const ends2 = f32x4.mul(f32x4.add(g02, g22), half);
  const middle2 = f32x4.mul(g12, half);
  filterRow(g00, g01, g02, to, stride);
  filterRow(f32x4.add(ends0, middle0), f32x4.add(ends1, middle1), f32x4.add(ends2, middle2), to + 4 * stride, stride);
  filterRow(f32x4.sub(ends0, middle0), f32x4.sub(ends1, middle1), f32x4.sub(ends2, middle2), to + 8 * stride, stride);
  filterRow(g20, g21, g22, to + 12 * stride, stride);
}

/** A^T m A: the 2 x 2 results of a tile, each 32 bytes after the last. */
@inline
export function transformOutput(m: usize, stride: usize, to: usize): void {
  const m00 = v128.load(m + 0 * stride);
  const m10 = v128.load(m + 4 * stride);
  const m20 = v128.load(m + 8 * stride);
  const m30 = v128.load(m + 12 * stride);
  const s00 = f32x4.add(f32x4.add(m00, m10), m20);
  const s10 = f32x4.sub(f32x4.sub(m10, m20), m30);
  const m01 = v128.load(m + 1 * stride);
  const m11 = v128.load(m + 5 * stride);
  const m21 = v128.load(m + 9 * stride);
  const m31 = v128.load(m + 13 * stride);
  const s01 = f32x4.add(f32x4.add(m01, m11), m21);
  const s11 = f32x4.sub(f32x4.sub(m11, m21), m31);
  const m02 = v128.load(m + 2 * stride);
  const m12 = v128.load(m + 6 * stride);
  const m22 = v128.load(m + 10 * stride);
  const m32 = v128.load(m + 14 * stride);
  const s02 = f32x4.add(f32x4.add(m02, m12), m22);
  const s12 = f32x4.sub(f32x4.sub(m12, m22), m32);
  const m03 = v128.load(m + 3 * stride);
  const m13 = v128.load(m + 7 * stride);
  const m23 = v128.load(m + 11 * stride);
  const m33 = v128.load(m + 15 * stride);
  const s03 = f32x4.add(f32x4.add(m03, m13), m23);
  const s13 = f32x4.sub(f32x4.sub(m13, m23), m33);
  v128.store(to, f32x4.add(f32x4.add(s00, s01), s02), 0);
  v128.store(to, f32x4.sub(f32x4.sub(s01, s02), s03), 32);
  v128.store(to, f32x4.add(f32x4.add(s10, s11), s12), 64);
  v128.store(to, f32x4.sub(f32x4.sub(s11, s12), s13), 96);
}

/** Rows of A d A^T from two columns of A d. */
@inline
function gradientRow(a: v128, b: v128, to: usize, stride: usize): void {
  v128.store(to, a);
  v128.store(to + stride, f32x4.add(a, b));
  v128.store(to + 2 * stride, f32x4.sub(a, b));
  v128.store(to + 3 * stride, f32x4.neg(b));
}

/** A d A^T of the 2 x 2 gradients at the four addresses: the adjoint of `transformOutput`. */
@inline
export function transformGradient(addresses: usize, offset: usize, to: usize, stride: usize): void {
  const d00 = v128.load(load<usize>(addresses) + offset);
  const d01 = v128.load(load<usize>(addresses, 4) + offset);
  const d10 = v128.load(load<usize>(addresses, 8) + offset);
  const d11 = v128.load(load<usize>(addresses, 12) + offset);
  gradientRow(d00, d01, to, stride);
  gradientRow(f32x4.add(d00, d10), f32x4.add(d01, d11), to + 4 * stride, stride);
  gradientRow(f32x4.sub(d00, d10), f32x4.sub(d01, d11), to + 8 * stride, stride);
  gradientRow(f32x4.neg(d10), f32x4.neg(d11), to + 12 * stride, stride);
}

/** A row of G^T s G from a column of G^T s. */
@inline
function filterGradientRow(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const half = f32x4.splat(0.5);
  const sum = f32x4.mul(f32x4.add(b, c), half);
  v128.store(to, f32x4.add(a, sum));
  v128.store(to + step, f32x4.mul(f32x4.sub(b, c), half));
  v128.store(to + 2 * step, f32x4.add(sum, d));
}

/** G^T s G: the 3 x 3 filter gradient, `step` bytes apart: the adjoint of `transformFilter`. */
@inline
export function transformFilterGradient(s: usize, stride: usize, to: usize, step: usize): void {
  const half = f32x4.splat(0.5);
  const s00 = v128.load(s + 0 * stride);
  const s10 = v128.load(s + 4 * stride);
  const s20 = v128.load(s + 8 * stride);
  const s30 = v128.load(s + 12 * stride);
  const sum0 = f32x4.mul(f32x4.add(s10, s20), half);
  const s01 = v128.load(s + 1 * stride);
  const s11 = v128.load(s + 5 * stride);
  const s21 = v128.load(s + 9 * stride);
  const s31 = v128.load(s + 13 * stride);
  const sum1 = f32x4.mul(f32x4.add(s11, s21), half);
  const s02 = v128.load(s + 2 * stride);
  const s12 = v128.load(s + 6 * stride);
  const s22 = v128.load(s + 10 * stride);
  const s32 = v128.load(s + 14 * stride);
  const sum2 = f32x4.mul(f32x4.add(s12, s22), half);
  const s03 = v128.load(s + 3 * stride);
  const s13 = v128.load(s + 7 * stride);
  const s23 = v128.load(s + 11 * stride);
  const s33 = v128.load(s + 15 * stride);
  const sum3 = f32x4.mul(f32x4.add(s13, s23), half);
  filterGradientRow(f32x4.add(s00, sum0), f32x4.add(s01, sum1), f32x4.add(s02, sum2), f32x4.add(s03, sum3), to, step);
  const difference0 = f32x4.mul(f32x4.sub(s10, s20), half);
  const difference1 = f32x4.mul(f32x4.sub(s11, s21), half);
  const difference2 = f32x4.mul(f32x4.sub(s12, s22), half);
  const difference3 = f32x4.mul(f32x4.sub(s13, s23), half);
  filterGradientRow(difference0, difference1, difference2, difference3, to + 3 * step, step);
  filterGradientRow(f32x4.add(sum0, s30), f32x4.add(sum1, s31), f32x4.add(sum2, s32), f32x4.add(sum3, s33), to + 6 * step, step);
}
