import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, type Network } from '@ganblocks/core';

const listOf = (tensors: Tensor | Tensor[]): Tensor[] => (Array.isArray(tensors) ? tensors : [tensors]);
const sizeOf = ({ shape: [size = 0] }: Tensor): number => size;

/** Changes one tensor, or each of a list. */
const each = <T extends Tensor | Tensor[]>(tensors: T, change: (x: Tensor, index: number) => Tensor): T =>
  (Array.isArray(tensors) ? tensors.map(change) : change(tensors, 0)) as T;

/**
 * A network with a fixed reference batch in front of every batch, whose own outputs are cut off: y = f([reference; x]) without its first R
 * samples. What networks with `virtualBatchNorm` are called by.
 *
 * Same name and weights as `network`, which keeps whatever else it has, such as `dispose`. The reference stays the caller's: draw it once from
 * a seed, keep it as long as the network, dispose it.
 *
 * @param reference Inputs of R samples, latents for a generator; the R of all its `virtualBatchNorm` layers.
 * @throws GanError where the reference's inputs are not of one size, or a call has another number of inputs.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.5, https://arxiv.org/abs/1606.03498
 * @example
 * const raw = network(chain({ shape: [64] }, dense({ units: 16 }), virtualBatchNorm({ referenceSize: 4 })));
 * const steady = withReference(raw, randomStream(1).normal([4, 64]));
 */
export function withReference<In extends Tensor | Tensor[], Out extends Tensor | Tensor[]>(
  network: Network<In, Out>,
  reference: In,
): Network<In, Out> {
  const { name, trainable, statistics } = network;
  const front = listOf(reference);
  const [referenceSize = 0, ...others] = front.map(sizeOf);
  check(referenceSize > 0 && others.every((size) => size === referenceSize), () => {
    return `withReference: the inputs of the reference batch must have one size, above 0. Got ${front.map(sizeOf).join(', ')}.`;
  });
  return {
    name,
    trainable,
    statistics,
    apply: (inputs, call) =>
      tf.tidy(() => {
        const count = listOf(inputs).length;
        check(count === front.length, () => {
          return `withReference: '${name}' must be called with as many inputs as its reference batch has, ${front.length}. Got ${count}.`;
        });
        const outputs = network.apply(
          each(inputs, (x, index) => tf.concat([front[index]!, x])),
          call,
        );
        return each(outputs, (y) => tf.slice(y, referenceSize, sizeOf(y) - referenceSize));
      }),
  };
}
