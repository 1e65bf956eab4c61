import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import { randomStream } from '@ganblocks/core';
import { dcgan } from '@ganblocks/models';

/**
 * A page that trains: one round of a DCGAN on noise.
 *
 * @param {string | URL} wasmPaths where the bundler has put the binary
 */
export async function trainOneStep(wasmPaths) {
  const { name, kernels } = await useBackend('wasm', { wasmPaths, report: () => undefined });
  const random = randomStream(0);
  const system = dcgan({ resolution: 28, imageChannels: 1, latentSize: 16, width: 16, seed: 0 });
  const images = /** @type {tf.Tensor4D} */ (random.uniform([8, 28, 28, 1], { low: -1, high: 1 }));
  const next = () => Promise.resolve({ images });
  const terms = await system.step({ next, random, step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } });
  const losses = await Promise.all(
    Object.values(terms).flatMap((group) => Object.values(group).map(async (term) => (await term.data())[0])),
  );
  return { backend: name, simd: tf.env().getBool('WASM_HAS_SIMD_SUPPORT'), kernels: kernels.length, losses };
}
