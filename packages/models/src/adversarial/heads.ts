import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '@ganblocks/core';
import type { ModelNetwork } from '@ganblocks/layers';
import type { Owned } from './owned';

/** What a discriminator of several heads says of a batch, by name: AC-GAN's has `logits`, higher for reals, and `classLogits`. */
export type Heads = Readonly<Record<string, Tensor>> & { readonly logits: Tensor };

/** What a discriminator says: logits, or those and what its other heads give. */
export type Judgement = Tensor | Heads;

/** A judgement with its heads by name, which logits alone have not. */
export const headsOf = (judgement: Judgement): Heads => ('logits' in judgement ? judgement : { logits: judgement });

/**
 * A model of several outputs as a discriminator whose heads have names, in the order of the outputs. Freed with the model.
 *
 * @example
 * const discriminator = withHeads(network<Tensor, Tensor[]>(acganDiscriminator({ resolution: 28, imageChannels: 1 })), ['logits', 'classLogits']);
 */
export function withHeads<In extends Tensor | Tensor[]>(
  network: ModelNetwork<In, Tensor[]>,
  names: readonly ['logits', ...string[]],
): Owned<Network<In, Heads>> {
  return headed(network, (outputs) => Object.fromEntries(names.map((head, i) => [head, outputs[i]!])) as Heads);
}

/**
 * A model of one output `[N, …]` as a discriminator whose heads are columns of it side by side: so many for each name, in that order.
 *
 * @example
 * const critic = splitHeads(network(dcganDiscriminator({ resolution: 28, imageChannels: 1 })), { logits: 1 });
 */
export function splitHeads<In extends Tensor | Tensor[]>(
  network: ModelNetwork<In>,
  columns: Readonly<Record<string, number>> & { readonly logits: number },
): Owned<Network<In, Heads>> {
  const names = Object.keys(columns);
  return headed(network, (output) => {
    const parts = tf.split(output, Object.values(columns), -1);
    return Object.fromEntries(names.map((head, i) => [head, parts[i]!])) as Heads;
  });
}

/** A network whose answers are read as heads. */
function headed<In extends Tensor | Tensor[], Out extends Tensor | Tensor[]>(
  network: ModelNetwork<In, Out>,
  read: (out: Out) => Heads,
): Owned<Network<In, Heads>> {
  const { name, trainable, statistics, perExample = false } = network;
  return {
    ...{ name, trainable, statistics, perExample },
    apply: (inputs, call) => tf.tidy(() => read(network.apply(inputs, call))),
    dispose: () => network.dispose(),
  };
}
