/** Softmax of each row of logits `[n, classes]`, in float64. */
export const softmaxRows = (logits: ArrayLike<number>, classes: number): Float64Array => {
  const result = Float64Array.from(logits);
  for (let start = 0; start < result.length; start += classes) {
    const row = result.subarray(start, start + classes);
    const largest = row.reduce((best, value) => Math.max(best, value), -Infinity);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      row[c] = Math.exp(row[c]! - largest);
      sum += row[c]!;
    }
    for (let c = 0; c < classes; c++) row[c]! /= sum;
  }
  return result;
};
