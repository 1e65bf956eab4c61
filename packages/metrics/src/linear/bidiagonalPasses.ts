/** Size of the matrix [m, n], and the step k: the passes see the rows and columns from there on. */
export interface Step {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** The update A - u y^T - x v^T, and the vector w whose product A^T w = z is wanted of the result. */
export type PassVectors = Readonly<Record<'u' | 'y' | 'x' | 'v' | 'w' | 'z', Float64Array>>;

/** A -= u y^T + x v^T and z = A^T w for the rows from k and the columns right of k, in one pass, four rows at a time. */
export const updateAndProject = (a: Float64Array, step: Step, vectors: PassVectors): void => {
  const { m, n, k } = step;
  const { u, y, x, v, w, z } = vectors;
  z.fill(0, k + 1);
  let i = k;
  for (; i + 3 < m; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    const [u0, u1, u2, u3] = [u[i]!, u[i + 1]!, u[i + 2]!, u[i + 3]!];
    const [x0, x1, x2, x3] = [x[i]!, x[i + 1]!, x[i + 2]!, x[i + 3]!];
    const [w0, w1, w2, w3] = [w[i]!, w[i + 1]!, w[i + 2]!, w[i + 3]!];
    for (let j = k + 1; j < n; j++) {
      const yj = y[j]!;
      const vj = v[j]!;
      const a0 = a[r0 + j]! - u0 * yj - x0 * vj;
      const a1 = a[r1 + j]! - u1 * yj - x1 * vj;
      const a2 = a[r2 + j]! - u2 * yj - x2 * vj;
      const a3 = a[r3 + j]! - u3 * yj - x3 * vj;
      a[r0 + j] = a0;
      a[r1 + j] = a1;
      a[r2 + j] = a2;
      a[r3 + j] = a3;
      z[j]! += w0 * a0 + w1 * a1 + w2 * a2 + w3 * a3;
    }
  }
  for (; i < m; i++) updateRow(a, step, vectors, i);
};

const updateRow = (a: Float64Array, { n, k }: Step, { u, y, x, v, w, z }: PassVectors, i: number): void => {
  for (let j = k + 1; j < n; j++) {
    a[i * n + j]! -= u[i]! * y[j]! + x[i]! * v[j]!;
    z[j]! += w[i]! * a[i * n + j]!;
  }
};

/** result[i] = sum_j a[i, j] v[j] over the columns right of k, for the rows below k, four rows at a time. */
export const multiplyRows = (a: Float64Array, { m, n, k }: Step, v: Float64Array, result: Float64Array): void => {
  let i = k + 1;
  for (; i + 3 < m; i += 4) {
    const r0 = i * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = k + 1; j < n; j++) {
      const vj = v[j]!;
      s0 += a[r0 + j]! * vj;
      s1 += a[r1 + j]! * vj;
      s2 += a[r2 + j]! * vj;
      s3 += a[r3 + j]! * vj;
    }
    result[i] = s0;
    result[i + 1] = s1;
    result[i + 2] = s2;
    result[i + 3] = s3;
  }
  for (; i < m; i++) {
    let sum = 0;
    for (let j = k + 1; j < n; j++) sum += a[i * n + j]! * v[j]!;
    result[i] = sum;
  }
};
