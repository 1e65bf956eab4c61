import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Network } from '@ganblocks/core';
import { input, type ModelNetwork, network } from '@ganblocks/layers';
import { reconstructionEnergy } from '@ganblocks/losses';
import type { BeganConfig } from './config';

/** A model of one input, and of a second called `carry` where the configuration has carried inputs. */
export function carryingModel(
  { carryRounds, seed }: Pick<BeganConfig, 'carryRounds' | 'seed'>,
  { name, shape }: { readonly name: string; readonly shape: readonly number[] },
  build: (x: SymbolicTensor, carry: SymbolicTensor | undefined) => SymbolicTensor,
): LayersModel {
  const x = input({ shape, seed, network: name });
  const carry = carryRounds > 0 ? input({ shape: [], name: 'carry' }) : undefined;
  return tfl.model({ inputs: carry ? [x, carry] : x, outputs: build(x, carry), name });
}

export type OwnedNetwork = Network & { dispose(): void };

/** The model as a network of its first input; `carry` is the second. */
export function carryingNetwork(model: LayersModel, carry: Variable | undefined): OwnedNetwork {
  const inner: ModelNetwork<Tensor | Tensor[]> = network(model);
  const { name, trainable, statistics } = inner;
  return {
    ...{ name, trainable, statistics },
    // One convolution after the other, and one carry for all: no example knows of another.
    perExample: true,
    apply: (x, call) => inner.apply(carry ? [x, carry] : x, call),
    dispose: () => inner.dispose(),
  };
}

/** An autoencoder as a discriminator: images `[N, H, W, C]` → minus how badly it repeats each, -mean |x - D(x)| `[N]`: higher for reals, as logits are. */
export const energyNetwork = (autoencoder: OwnedNetwork): OwnedNetwork => ({
  ...autoencoder,
  apply: (images, call) => tf.tidy(() => tf.neg(reconstructionEnergy(images, autoencoder.apply(images, call), { distance: 'absolute' }))),
});
