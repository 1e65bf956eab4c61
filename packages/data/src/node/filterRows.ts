/** What a PNG row is predicted from: the byte to the left, the one above, and the one above left; 0 outside the picture. */
type Predictor = (left: number, above: number, corner: number) => number;

/** By filter type: none, sub, up, average, Paeth. */
const PREDICTORS: readonly Predictor[] = [() => 0, (left) => left, (_left, above) => above, (left, above) => (left + above) >> 1, paeth];

/**
 * Rows of `lineBytes` bytes → rows of 1 + lineBytes: the filter type, then each byte minus its prediction. The filter of a row is the one with the
 * least sum of absolute differences (as signed bytes), the first of equals.
 *
 * @see PNG specification, section 9 and 12.7: https://www.w3.org/TR/png-3/#9Filters
 */
export function filterRows(data: Uint8Array, lineBytes: number, pixelBytes: number): Uint8Array {
  const rows = data.length / lineBytes;
  const filtered = new Uint8Array(rows * (lineBytes + 1));
  let above = new Uint8Array(lineBytes);
  for (let row = 0; row < rows; row++) {
    const line = data.slice(row * lineBytes, (row + 1) * lineBytes);
    const candidates = PREDICTORS.map((predictor) => differences(line, above, pixelBytes, predictor));
    const sums = candidates.map(sumOfAbsolutes);
    const type = sums.indexOf(Math.min(...sums));
    filtered[row * (lineBytes + 1)] = type;
    filtered.set(candidates[type] ?? line, row * (lineBytes + 1) + 1);
    above = line;
  }
  return filtered;
}

function differences(line: Uint8Array, above: Uint8Array, pixelBytes: number, predictor: Predictor): Uint8Array {
  return line.map((byte, i) => {
    const left = i < pixelBytes ? 0 : (line[i - pixelBytes] ?? 0);
    const corner = i < pixelBytes ? 0 : (above[i - pixelBytes] ?? 0);
    return byte - predictor(left, above[i] ?? 0, corner);
  });
}

function sumOfAbsolutes(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0);
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
