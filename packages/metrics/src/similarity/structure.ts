/** What the windows of two planes have in common: means over all windows. */
export interface Structure {
  /** Luminance, contrast and structure: SSIM. */
  readonly ssim: number;
  /** Contrast and structure alone. */
  readonly contrast: number;
}

/** What keeps the quotients finite where windows are flat. */
export interface Constants {
  /** What the values span: 255 for bytes. */
  readonly range: number;
  /** Of luminance, and of contrast, as shares of the range. */
  readonly k1: number;
  readonly k2: number;
}

/** A Gaussian window of `size` numbers that sum to 1; even sizes are centred between two. */
const gaussianWindow = (size: number, sigma: number): Float64Array => {
  const window = Float64Array.from({ length: size }, (_, i) => Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * sigma * sigma)));
  const sum = window.reduce((total, value) => total + value, 0);
  return window.map((value) => value / sum);
};

/** Means under the window wherever it lies inside the plane `[height, width]`. */
const windowMeans = (plane: Float64Array, height: number, width: number, window: Float64Array): Float64Array => {
  const size = window.length;
  const [rows, columns] = [height - size + 1, width - size + 1];
  const across = new Float64Array(height * columns);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < size; k++) {
      const weight = window[k]!;
      for (let x = 0; x < columns; x++) across[y * columns + x]! += weight * plane[y * width + x + k]!;
    }
  }
  const means = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let k = 0; k < size; k++) {
      const weight = window[k]!;
      for (let x = 0; x < columns; x++) means[y * columns + x]! += weight * across[(y + k) * columns + x]!;
    }
  }
  return means;
};

/**
 * SSIM of two planes `[height, width]`, and its part of contrast and structure, by an 11 x 11 Gaussian window of deviation 1.5; in planes smaller than
 * that by one as large as the shorter side, of deviation 1.5 size / 11.
 *
 * @see Wang et al. 2004, Image quality assessment: from error visibility to structural similarity, https://doi.org/10.1109/TIP.2003.819861
 */
export const structureOf = (a: Float64Array, b: Float64Array, height: number, width: number, { range, k1, k2 }: Constants): Structure => {
  const size = Math.min(11, height, width);
  const window = gaussianWindow(size, (1.5 * size) / 11);
  const means = (plane: Float64Array): Float64Array => windowMeans(plane, height, width, window);
  const [ma, mb] = [means(a), means(b)];
  const [aa, bb, ab] = [means(a.map((v) => v * v)), means(b.map((v) => v * v)), means(a.map((v, i) => v * b[i]!))];
  const [c1, c2] = [(k1 * range) ** 2, (k2 * range) ** 2];
  let [ssim, contrast] = [0, 0];
  for (let i = 0; i < ma.length; i++) {
    const [x, y] = [ma[i]!, mb[i]!];
    const part = (2 * (ab[i]! - x * y) + c2) / (aa[i]! - x * x + bb[i]! - y * y + c2);
    contrast += part;
    ssim += (part * (2 * x * y + c1)) / (x * x + y * y + c1);
  }
  return { ssim: ssim / ma.length, contrast: contrast / ma.length };
};

/** The plane at half its size: means of 2 x 2 pixels; an odd last row or column is left out. */
export const halved = (plane: Float64Array, height: number, width: number): Float64Array => {
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const small = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = 2 * y * width + 2 * x;
      small[y * columns + x] = (plane[at]! + plane[at + 1]! + plane[at + width]! + plane[at + width + 1]!) / 4;
    }
  }
  return small;
};
