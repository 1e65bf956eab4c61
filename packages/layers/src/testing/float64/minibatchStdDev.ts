import { type Array64, imageAxes, images64, pixel } from './array64';

/**
 * ProGAN, section 3: the deviation of each number over its group, averaged over all numbers, is one more channel. Image n belongs to
 * group n mod (N / groupSize).
 */
export function minibatchStdDev(x: Array64, groupSize = 4, epsilon = 1e-8): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  const groups = batch / Math.min(groupSize, batch);
  const each = height * width * channels;
  const deviationOf = (group: number): number => {
    const members = Array.from({ length: batch / groups }, (_, m) =>
      x.data.subarray((m * groups + group) * each, (m * groups + group + 1) * each),
    );
    let total = 0;
    for (let place = 0; place < each; place++) {
      const values = members.map((member) => member[place] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      total += Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length + epsilon);
    }
    return total / each;
  };
  const deviations = Array.from({ length: groups }, (_, group) => deviationOf(group));
  return images64([batch, height, width, channels + 1], (n, i, j, c) =>
    c === channels ? (deviations[n % groups] ?? 0) : pixel(x, n, i, j, c),
  );
}
