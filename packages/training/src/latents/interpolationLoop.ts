import { check, type Latents, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { between, checkSteps, type InterpolationKind, kindFor, pick } from './between';
import { checkLatents } from './checkLatents';

export interface InterpolationLoopOptions {
  /** Points from each of the given ones to the next. Default 16. */
  readonly steps?: number;
  /** Default: 'slerp' for a normal space, 'lerp' for all others. */
  readonly kind?: InterpolationKind;
}

/**
 * A round trip through points, back to the first: for a GIF that goes on without a jump. Points as by `interpolate`.
 *
 * Shapes: K points `[K, …, D]` → `[K · steps, …, D]`; point i of the given ones is number i · steps, and the first does not come again at the
 * end. The caller disposes.
 *
 * @throws GanError where there are fewer than two points, they do not fit the space, or an option is out of range.
 * @example
 * const round = interpolationLoop(gan.latents, seedLatents(gan.latents, [1, 2, 3]), { steps: 8 }); // [24, 64]
 * const gif = encodeGif(await renderPictures(gan.latents, round), { delay: 80 });
 */
export function interpolationLoop(space: LatentSpace, points: Latents, { steps = 16, kind }: InterpolationLoopOptions = {}): Latents {
  checkLatents('interpolationLoop', 'points', space, points);
  const [count] = points.shape;
  check(count >= 2, () => `interpolationLoop: expected at least two points. Got ${count}.`);
  checkSteps('interpolationLoop', 'steps', steps, 1);
  const chosen = kindFor('interpolationLoop', space, kind);
  const frames = Array.from({ length: count * steps }, (_, i) => ({ leg: Math.floor(i / steps), amount: (i % steps) / steps }));
  return tf.tidy(() => {
    const [here, next] = [frames.map(({ leg }) => leg), frames.map(({ leg }) => (leg + 1) % count)];
    return between(
      chosen,
      pick(points, here),
      pick(points, next),
      frames.map(({ amount }) => amount),
    );
  });
}
