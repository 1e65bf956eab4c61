import { check } from '@ganblocks/core';
import { checkLabels } from '../neighbours/nearestNeighbourAccuracy';
import { divergenceFromUniform } from './divergenceFromUniform';

export interface StackedModes {
  /** Combinations that occur, of `classes`^channels. */
  readonly modes: number;
  /** KL(p || uniform) over the combinations, in nats. */
  readonly divergence: number;
  /** Samples of each combination, the first channel counting most: 100 a + 10 b + c for digits. */
  readonly counts: Int32Array;
}

export interface StackedModesOptions {
  /** Default: 10, digits. */
  readonly classes?: number;
  /** Default: 3, so that there are 1,000 modes. */
  readonly channels?: number;
}

/**
 * Stacked MNIST: three digits in the colour channels of an image make 1,000 modes. How many of them do samples reach, and how evenly? VEEGAN takes
 * 26,000 samples; with fewer, modes are missed by chance.
 *
 * @param predicted Class of each channel, `[n, channels]` row by row.
 * @throws GanError unless these are whole rows of classes.
 * @see Metz et al. 2017, Unrolled GANs, https://arxiv.org/abs/1611.02163; Srivastava et al. 2017, VEEGAN, https://arxiv.org/abs/1705.07761
 * @example stackedModes([1, 2, 3, 1, 2, 3, 0, 0, 7]).modes; // 2
 */
export function stackedModes(predicted: ArrayLike<number>, { classes = 10, channels = 3 }: StackedModesOptions = {}): StackedModes {
  const where = 'stackedModes';
  check(
    Number.isInteger(classes) && classes > 0 && Number.isInteger(channels) && channels > 0 && classes ** channels <= 2 ** 24,
    () => `${where}: classes and channels must be positive integers, at most ${2 ** 24} modes in all. Got ${classes} and ${channels}.`,
  );
  check(
    predicted.length > 0 && predicted.length % channels === 0,
    () => `${where}: expected one or more rows of ${channels} classes. Got ${predicted.length} numbers. Pass [n, ${channels}], row by row.`,
  );
  checkLabels(where, 'classes', predicted, predicted.length, classes);
  const counts = new Int32Array(classes ** channels);
  for (let i = 0; i < predicted.length; i += channels) {
    let mode = 0;
    for (let c = 0; c < channels; c++) mode = mode * classes + predicted[i + c]!;
    counts[mode]! += 1;
  }
  return { modes: counts.filter((count) => count > 0).length, divergence: divergenceFromUniform(counts), counts };
}
