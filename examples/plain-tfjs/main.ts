/** A program that knows nothing of GANBlocks trains convolutions on wasm twice: as TensorFlow.js is, and with one import. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { trainClassifier } from './classifier';

await tf.setBackend('wasm');
try {
  await trainClassifier();
} catch (error) {
  console.log(`TensorFlow.js ${tf.version_core} alone: ${String(error)}`);
}

// Your program has it at its top, as `import '@ganblocks/backends/wasm';`, before it starts the backend: it need not wait for `ready` then.
const { ready } = await import('@ganblocks/backends/wasm');
await ready;

const started = performance.now();
const accuracy = await trainClassifier();
const seconds = (performance.now() - started) / 1000;
console.log(
  `with @ganblocks/backends/wasm: ${(100 * accuracy).toFixed(1)} % of the test digits named right, after ${seconds.toFixed(0)} s`,
);
