import { check } from '@ganblocks/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Picture } from './picture';

const SIDE = 320;
/** White at the edge, in parts of what is shown. */
const MARGIN = 1.05;

export interface PointPictureOptions {
  /** The largest coordinate that is shown, either way. Default: that of the points. */
  readonly reach?: number;
}

/**
 * Points of the plane, as generators make them, as a picture of black dots on white, the second coordinate upwards: `[N, 1, 1, 2]` → 320 × 320, gray.
 *
 * Points that are out of reach or not finite are left out. The tensor stays the caller's.
 *
 * @throws GanError where there are other than two numbers a point.
 * @example const picture = await pointPicture(tf.tensor4d([0, 0, 1, -1], [2, 1, 1, 2]));
 */
export async function pointPicture(points: Tensor4D, { reach }: PointPictureOptions = {}): Promise<Picture> {
  check(points.size === 2 * points.shape[0], () => `pointPicture: expected points [N, 1, 1, 2]. Got [${points.shape.join(', ')}].`);
  const values = await points.data<'float32'>();
  const farthest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1e-6);
  const shown = MARGIN * (reach ?? farthest);
  const place = (value: number): number => Math.round(((value / shown + 1) / 2) * (SIDE - 2));
  const inside = (at: number): boolean => at >= 0 && at <= SIDE - 2;

  const picture: Picture = { width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(SIDE * SIDE).fill(255) };
  for (let i = 0; i + 1 < values.length; i += 2) {
    const [x, y] = [place(values[i]!), place(-values[i + 1]!)];
    if (!inside(x) || !inside(y)) continue;
    for (const offset of [0, 1, SIDE, SIDE + 1]) picture.data[y * SIDE + x + offset] = 0;
  }
  return picture;
}
