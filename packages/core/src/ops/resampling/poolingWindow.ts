import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { convolutionSize, type Pair, pairOf } from '../convolution/convolutionSize';

export interface PoolOptions {
  /** The window's side. Default 2. */
  readonly size?: Pair;
  /** Default: the window's side. */
  readonly stride?: Pair;
  /** Pixels on both sides of each axis, at most half the window. Default 0. */
  readonly padding?: Pair;
}

interface PoolingWindow {
  readonly size: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
}

/** `image` is [vertical, horizontal]; null stands for a size that is not known yet. */
export interface PoolingSizeRequest extends PoolOptions {
  readonly image: readonly [number | null, number | null];
}

function windowOf(where: string, { size = 2, stride = size, padding = 0 }: PoolOptions): PoolingWindow {
  const window: PoolingWindow = {
    size: [...pairOf(where, 'size', size, 1)],
    stride: [...pairOf(where, 'stride', stride, 1)],
    padding: [...pairOf(where, 'padding', padding, 0)],
  };
  const half = window.padding.every((pixels, axis) => 2 * pixels <= (window.size[axis] ?? 0));
  check(
    half,
    () =>
      `${where}: padding must be at most half the window. Got padding [${window.padding.join(', ')}], size [${window.size.join(', ')}].`,
  );
  return window;
}

/**
 * How large the output of `averagePool` and `maxPool` is: floor((H + 2 padding - size) / stride) + 1.
 *
 * @returns [vertical, horizontal]; null where the image's size is null.
 * @throws GanError where the window does not fit.
 * @example poolingSize({ image: [28, 28], size: 2 }); // [14, 14]
 */
export function poolingSize({ image, ...options }: PoolingSizeRequest, where = 'poolingSize'): [number | null, number | null] {
  const { size: kernel, stride, padding } = windowOf(where, options);
  return convolutionSize({ size: image, kernel, stride, padding }, where);
}

/** The window with all its defaults; throws where it does not fit the image. */
export function poolingWindow(where: string, x: Tensor4D, options: PoolOptions): PoolingWindow {
  checkRank(where, 'x', x, 4, 'N, H, W, C');
  poolingSize({ image: [x.shape[1], x.shape[2]], ...options }, where);
  return windowOf(where, options);
}

/** What tfjs takes: pixels per axis of [N, H, W, C]. */
export const poolPadding = ([vertical, horizontal]: readonly [number, number]): [
  [number, number],
  [number, number],
  [number, number],
  [number, number],
] => [
  [0, 0],
  [vertical, vertical],
  [horizontal, horizontal],
  [0, 0],
];
