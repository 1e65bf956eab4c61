import { check, type Ema, type GanSystem, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { SampleRequest } from './trainOptions';

/**
 * Samples `[count, H, W, C]` with the averaged weights, or with the live ones where `ema` is null. Request and noise come from the same random
 * numbers at each call, so that sheets drawn during a run show the same latents. The caller disposes the images.
 *
 * @throws GanError where the run has said that it draws no samples, or the count is not a whole number above 0.
 */
export async function fixedSample<Request>(
  system: GanSystem<never, Request>,
  { count, ema, root, request }: { count: number; ema: Ema | null; root: RandomStream; request: SampleRequest<Request> | null },
): Promise<tf.Tensor4D> {
  check(Number.isInteger(count) && count > 0, () => `sample: count must be a whole number above 0. Got ${count}. Ask for example for 16.`);
  check(
    request !== null,
    () => 'sample: this run draws no samples. Got sampleRequest null. Pass train a sampleRequest that makes what system.sample takes.',
  );
  const draw = (): tf.Tensor4D =>
    tf.tidy(() => {
      const random = root.split('samples');
      return system.sample(request({ count, random: random.split('request') }), { random: random.split('noise') });
    });
  return ema ? ema.during(draw) : draw();
}
