import { check } from '../../errors/index';
import { type Pair, pairOf } from '../convolution/convolutionSize';
import { type BorderPadding, type Sides, sidesOf } from './borderPadding';
import { type FirFilter, filterSize } from './firFilter';

/** `size` is [vertical, horizontal]; null stands for a size that is not known yet. */
export interface Upfirdn2dSizeRequest {
  readonly size: readonly [number | null, number | null];
  readonly filter: FirFilter;
  readonly up?: Pair | undefined;
  readonly down?: Pair | undefined;
  readonly padding?: BorderPadding | undefined;
}

/** The steps of `upfirdn2d`, each for both axes. */
export interface ResamplingPlan {
  readonly up: readonly [number, number];
  readonly down: readonly [number, number];
  readonly sides: readonly [Sides, Sides];
  readonly taps: readonly [number, number];
}

/** What is asked for with all its defaults; throws where a factor, the padding or the filter is none. */
export const resamplingPlan = (
  where: string,
  { filter, up = 1, down = 1, padding = 0 }: Omit<Upfirdn2dSizeRequest, 'size'>,
): ResamplingPlan => ({
  taps: filterSize(where, filter),
  up: pairOf(where, 'up', up, 1),
  down: pairOf(where, 'down', down, 1),
  sides: sidesOf(where, padding),
});

/** The image must outlive the crop, and hold the filter once. */
export function resampledSize(where: string, size: Upfirdn2dSizeRequest['size'], plan: ResamplingPlan): [number | null, number | null] {
  const along = (axis: 0 | 1): number | null => {
    const length = size[axis];
    if (length === null) return null;
    const [up, taps, [before, after]] = [plan.up[axis], plan.taps[axis], plan.sides[axis]];
    const kept = length * up + Math.min(0, before) + Math.min(0, after);
    const widened = length * up + before + after;
    check(kept > 0 && widened >= taps, () => {
      return `${where}: the padded image must be at least as long as the filter. Got ${length} pixels, up ${up}, padding [${before}, ${after}], ${taps} taps.`;
    });
    return Math.floor((widened - taps) / plan.down[axis]) + 1;
  };
  return [along(0), along(1)];
}

/**
 * How large the output of `upfirdn2d` is: floor((H · up + top + bottom - kh) / down) + 1.
 *
 * @returns [vertical, horizontal]; null where the input's size is null.
 * @throws GanError where an argument is out of range, or nothing of the image is left.
 * @example upfirdn2dSize({ size: [7, 7], filter: [1, 3, 3, 1], up: 2, padding: [[2, 1], [2, 1]] }); // [14, 14]
 */
export const upfirdn2dSize = ({ size, ...request }: Upfirdn2dSizeRequest, where = 'upfirdn2dSize'): [number | null, number | null] =>
  resampledSize(where, size, resamplingPlan(where, request));
