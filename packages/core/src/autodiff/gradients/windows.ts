import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import { padAxis, part, placeSlice, thin } from './adjoints';

/** Windows along one axis of a tensor: tap k of window i is element i · stride + k · dilation - before; outside `size` is padding. */
export interface WindowAxis {
  readonly axis: number;
  readonly size: number;
  readonly windows: number;
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

type PlaneInfo = backend_util.Conv2DInfo | backend_util.Conv3DInfo;

const alongHeight = (info: PlaneInfo, axis: number): WindowAxis => ({
  axis,
  size: info.inHeight,
  windows: info.outHeight,
  taps: info.filterHeight,
  stride: info.strideHeight,
  dilation: info.dilationHeight,
  before: info.padInfo.top,
});
const alongWidth = (info: PlaneInfo, axis: number): WindowAxis => ({
  axis,
  size: info.inWidth,
  windows: info.outWidth,
  taps: info.filterWidth,
  stride: info.strideWidth,
  dilation: info.dilationWidth,
  before: info.padInfo.left,
});
const alongDepth = (info: backend_util.Conv3DInfo, axis: number): WindowAxis => ({
  axis,
  size: info.inDepth,
  windows: info.outDepth,
  taps: info.filterDepth,
  stride: info.strideDepth,
  dilation: info.dilationDepth,
  before: info.padInfo.front,
});

/** Height and width of [N, H, W, C]. */
export const planeAxes = (info: backend_util.Conv2DInfo): WindowAxis[] => [alongHeight(info, 1), alongWidth(info, 2)];

/** Depth, height and width of [N, D, H, W, C]. */
export const volumeAxes = (info: backend_util.Conv3DInfo): WindowAxis[] => [alongDepth(info, 1), alongHeight(info, 2), alongWidth(info, 3)];

const reach = ({ windows, stride }: WindowAxis): number => (windows - 1) * stride + 1;
/** How much padding the windows meet before and after the elements. */
export const paddingOf = (along: WindowAxis): [number, number] => [
  Math.max(0, along.before),
  Math.max(0, reach(along) + (along.taps - 1) * along.dilation - along.before - along.size),
];
/** Where tap k of the first window lies in the padded axis; `before` is negative where tfjs's 'same' skips the first elements. */
const firstOf = ({ dilation, before }: WindowAxis, tap: number): number => tap * dilation - Math.min(0, before);
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** For each place of a window, in row-major order: the elements of `x` there, one for each window, [N, …windows, C]. */
export function windowTaps(x: Tensor, axes: readonly WindowAxis[], fill: number): Tensor[] {
  return axes.reduce<Tensor[]>(
    (tensors, along) =>
      tensors.flatMap((tensor) => {
        const padded = padAxis(tensor, along.axis, ...paddingOf(along), fill);
        return range(along.taps).map((tap) => thin(part(padded, along.axis, firstOf(along, tap), reach(along)), along.axis, along.stride));
      }),
    [x],
  );
}

/** The adjoint of `windowTaps` with zeros for padding: every tap is added back to where it came from. */
export function addTaps(taps: readonly Tensor[], axes: readonly WindowAxis[]): Tensor {
  const [sum] = axes.reduceRight<readonly Tensor[]>((tensors, along) => {
    const [before, after] = paddingOf(along);
    const place = (tensor: Tensor, tap: number): Tensor =>
      placeSlice(tensor, along.axis, firstOf(along, tap), along.stride, before + along.size + after);
    return range(tensors.length / along.taps).map((group) => {
      const placed = tensors.slice(group * along.taps, (group + 1) * along.taps).map(place);
      return part(tf.addN(placed), along.axis, before, along.size);
    });
  }, taps);
  return sum ?? tf.addN([...taps]);
}

/** For each tap 1 where it is the first to attain its window's maximum, 0 elsewhere. */
export function firstMaxima(taps: readonly Tensor[], maximum: Tensor): Tensor[] {
  let free: Tensor = tf.onesLike(maximum);
  return taps.map((tap) => {
    const chosen = tf.mul(free, tf.cast(tf.equal(tap, maximum), 'float32'));
    free = tf.sub(free, chosen);
    return chosen;
  });
}

/** How much of each window lies inside the tensor, [1, …windows, 1]; undefined where all windows do. */
export function windowShares(axes: readonly WindowAxis[]): Tensor | undefined {
  const rank = axes.length + 2;
  const shares = axes.map(({ windows, stride, before, taps, size }) =>
    range(windows).map((i) => (Math.min(size, i * stride - before + taps) - Math.max(0, i * stride - before)) / taps),
  );
  if (shares.flat().every((share) => share === 1)) return undefined;
  return constant(() =>
    shares
      .map((list, i) =>
        tf.reshape(
          tf.tensor1d(list),
          range(rank).map((axis) => (axis === axes[i]?.axis ? list.length : 1)),
        ),
      )
      .reduce<Tensor>((product, share) => tf.mul(product, share), tf.scalar(1)),
  );
}
