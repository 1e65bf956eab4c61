/**
 * How well logits tell reals from fakes: the share of pairs of a real and a fake in which the real has the higher logit, a tie counting one half
 * (the area under the ROC curve). 0.5 is a coin, 1 is never wrong. It needs no threshold, so that it holds for every loss that wants reals high:
 * a critic of WGAN and the discriminator of LSGAN are not split at 0.
 *
 * @example pairAccuracy([2, 1], [0, 1]); // 0.875
 */
export function pairAccuracy(real: readonly number[] | Float32Array, fake: readonly number[] | Float32Array): number {
  let right = 0;
  for (const one of real) {
    for (const other of fake) right += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return right / (real.length * fake.length);
}
