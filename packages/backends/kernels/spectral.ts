import { storeUpTo, sumLanes, upTo } from './lanes';

/*
 * Spectral normalization of matrices [rows, columns]. Vectors and the sigma that are read as vectors of four may be read up to 12 bytes beyond their end.
 */

@inline
function dot(a: usize, b: usize, count: usize): f32 {
  let sum = f32x4.splat(0);
  const end = a + (count << 2);
  for (; a < end; a += 16) {
    sum = f32x4.add(sum, upTo(f32x4.mul(v128.load(a), v128.load(b)), a, end));
    b += 16;
  }
  return sumLanes(sum);
}

/** x / max(|x|, epsilon), in place; gives the divisor. */
function makeUnit(x: usize, count: usize, epsilon: f32): f32 {
  const length = max(sqrt(dot(x, x, count)), epsilon);
  const divisor = f32x4.splat(length);
  const end = x + (count << 2);
  for (; x < end; x += 16) storeUpTo(x, f32x4.div(v128.load(x), divisor), end);
  return length;
}

/** y[c] = the sum of v[r] * matrix[r, c] over the rows */
function leftProduct(matrix: usize, v: usize, rows: usize, columns: usize, y: usize): void {
  const stride = columns << 2;
  const end = y + stride;
  const lastRow = v + (rows << 2);
  for (; y < end; y += 32) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let from = matrix;
    for (let row = v; row < lastRow; row += 4) {
      const weight = v128.load32_splat(row);
      s0 = f32x4.add(s0, f32x4.mul(weight, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(weight, v128.load(from, 16)));
      from += stride;
    }
    storeUpTo(y, s0, end);
    if (y + 16 < end) storeUpTo(y + 16, s1, end);
    matrix += 32;
  }
}

/** One step of the power iteration: v = unit(matrix * u), left = unit(v * matrix), sigma = v * matrix * left. */
export function powerIteration(
  matrix: usize,
  rowCount: i32,
  columnCount: i32,
  u: usize,
  epsilon: f32,
  v: usize,
  left: usize,
  sigma: usize,
): void {
  const rows = <usize>rowCount;
  const columns = <usize>columnCount;
  for (let row: usize = 0; row < rows; row++) store<f32>(v + (row << 2), dot(matrix + ((row * columns) << 2), u, columns));
  makeUnit(v, rows, epsilon);
  leftProduct(matrix, v, rows, columns, left);
  const squared = dot(left, left, columns);
  store<f32>(sigma, squared / makeUnit(left, columns, epsilon));
}

/** y = x / divisor, of which there is one */
export function divideBy(x: usize, divisor: usize, y: usize, count: i32): void {
  const by = v128.load32_splat(divisor);
  const end = y + ((<usize>count) << 2);
  for (; y < end; y += 16) {
    storeUpTo(y, f32x4.div(v128.load(x), by), end);
    x += 16;
  }
}

/** dx = dy / sigma + (dsigma - dy . y / sigma) v (x) u: the gradient of y = x / sigma and of sigma, with v and u constant. */
export function spectralGradient(
  dy: usize,
  y: usize,
  rowCount: i32,
  columnCount: i32,
  u: usize,
  v: usize,
  sigma: usize,
  sigmaGradient: usize,
  dx: usize,
): void {
  const columns = <usize>columnCount;
  const stride = columns << 2;
  let along: f32 = 0;
  for (let row = 0; row < rowCount; row++) along += dot(dy + <usize>row * stride, y + <usize>row * stride, columns);
  const divisor = load<f32>(sigma);
  const factor = load<f32>(sigmaGradient) - along / divisor;
  const divisors = f32x4.splat(divisor);
  for (let row = 0; row < rowCount; row++) {
    const weight = f32x4.splat(factor * load<f32>(v + ((<usize>row) << 2)));
    const end = dx + stride;
    for (let at: usize = 0; at < stride; at += 16) {
      const value = f32x4.add(f32x4.div(v128.load(dy + at), divisors), f32x4.mul(weight, v128.load(u + at)));
      storeUpTo(dx + at, value, end);
    }
    dy += stride;
    dx += stride;
  }
}
