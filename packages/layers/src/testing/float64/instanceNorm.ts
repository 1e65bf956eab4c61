import { type Array64, imageAxes, images64, pixel } from './array64';

/** y = (x - μ) / √(σ² + ε), μ and σ² of each channel of each example. */
export function instanceNorm(x: Array64, epsilon = 1e-5): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  const mean = (f: (i: number, j: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) sum += f(i, j);
    return sum / (height * width);
  };
  const moments = images64([batch, 1, 1, channels], (n, _i, _j, c) => mean((i, j) => pixel(x, n, i, j, c)));
  const spreads = images64([batch, 1, 1, channels], (n, _i, _j, c) =>
    Math.sqrt(mean((i, j) => (pixel(x, n, i, j, c) - pixel(moments, n, 0, 0, c)) ** 2) + epsilon),
  );
  return images64(
    [batch, height, width, channels],
    (n, i, j, c) => (pixel(x, n, i, j, c) - pixel(moments, n, 0, 0, c)) / pixel(spreads, n, 0, 0, c),
  );
}
