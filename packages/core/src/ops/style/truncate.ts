import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkVector } from '../checks';

export interface TruncateOptions {
  /** w_avg, `[D]`: the average of the mapped latents. */
  readonly average: Tensor1D;
  /** ψ: 1 leaves the styles as they are, 0 makes them all the average. One number, or `[N]`, one a sample. Default 0.7. */
  readonly psi?: number | Tensor1D;
  /** How many layers, from the first on, are truncated; StyleGAN has 8. Default all. */
  readonly layers?: number;
}

/** `[L, 1]`: 1 where a layer is truncated, 0 where it keeps its style. */
const truncatedLayers = (truncated: number, count: number): Tensor =>
  tf.tensor2d(
    Array.from({ length: count }, (_, layer) => (layer < truncated ? 1 : 0)),
    [count, 1],
  );

/** What w - w_avg is multiplied by: ψ, or 1 in the layers behind the first ones. */
function factorOf(w: Tensor, psi: number | Tensor1D, layers: number | undefined): number | Tensor {
  const factor = typeof psi === 'number' ? psi : tf.reshape(psi, [axisLength(w, 0), ...Array<number>(w.rank - 1).fill(1)]);
  if (layers === undefined) return factor;
  return tf.add(1, tf.mul(truncatedLayers(layers, axisLength(w, 1)), tf.sub(factor, 1)));
}

/**
 * Truncation in W: y = w_avg + ψ (w - w_avg), in the first layers or in all. Smaller ψ trades variety for quality.
 *
 * Shapes: w `[N, D]`, or `[N, L, D]` with a style a layer → the same. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the average or ψ does not fit, or `layers` is given for styles without a layer axis.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", appendix B, https://arxiv.org/abs/1812.04948
 * @example truncate(tf.tensor2d([[3, 5]]), { average: tf.tensor1d([1, 1]), psi: 0.5 }); // [2, 3]
 */
export function truncate<T extends Tensor>(w: T, { average, psi = 0.7, layers }: TruncateOptions): T {
  check(w.rank === 2 || w.rank === 3, () => `truncate: w must have the axes [N, D] or [N, L, D]. Got the shape [${w.shape.join(', ')}].`);
  checkVector('truncate', 'average', average, axisLength(w, -1));
  const fits = typeof psi === 'number' ? Number.isFinite(psi) : psi.rank === 1 && psi.shape[0] === w.shape[0];
  check(fits, () => {
    const written = typeof psi === 'number' ? psi : `the shape [${psi.shape.join(', ')}]`;
    return `truncate: psi must be a finite number, or one for each of the ${axisLength(w, 0)} samples. Got ${written}.`;
  });
  check(
    layers === undefined || (w.rank === 3 && Number.isInteger(layers) && layers >= 0),
    () => `truncate: layers, an integer >= 0, needs styles [N, L, D]. Got layers ${layers ?? ''}, the shape [${w.shape.join(', ')}].`,
  );
  return tf.tidy(() => tf.add<T>(average, tf.mul(tf.sub(w, average), factorOf(w, psi, layers))));
}
