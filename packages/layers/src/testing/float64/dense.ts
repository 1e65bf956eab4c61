import type { Array64 } from './array64';

/** y[n, k] = bias[k] + Σ x[n, c] · kernel[c, k]; x has any leading axes. */
export function dense(x: Array64, kernel: Array64, bias?: Array64): Array64 {
  const [inputs = 0, outputs = 0] = kernel.shape;
  const rows = x.data.length / inputs;
  const data = new Float64Array(rows * outputs).map((_, place) => {
    const [row, k] = [Math.floor(place / outputs), place % outputs];
    let sum = bias?.data[k] ?? 0;
    for (let c = 0; c < inputs; c++) sum += (x.data[row * inputs + c] ?? 0) * (kernel.data[c * outputs + k] ?? 0);
    return sum;
  });
  return { shape: [...x.shape.slice(0, -1), outputs], data };
}
