import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { argv, versions } from 'node:process';
import util from 'node:util';

/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */
/** @typedef {import('@tensorflow/tfjs-core').Tensor4D} Tensor4D */

// node scripts/native/checkTfjsNode.mjs FOLDER: loads the tfjs-node of that folder, uses it, and prints one line of JSON about it.
const folder = argv[2] ?? '';
const require = createRequire(join(folder, 'package.json'));

// What tfjs-node 4.22 calls and Node 23 took away.
if (Number(versions.node.split('.')[0]) >= 23)
  Object.assign(util, {
    isNullOrUndefined: (/** @type {unknown} */ value) => value === null || value === undefined,
    isArray: Array.isArray,
  });

/** @type {typeof import('@tensorflow/tfjs-core')} */
const tf = require('@tensorflow/tfjs-core');
const started = performance.now();
require(folder);
const loaded = performance.now() - started;

/**
 * A convolution, made ready.
 *
 * @param {[number, number, number, number]} shape of the images
 * @param {number} filters
 * @returns {() => Promise<Float32Array[]>} the numbers of both its gradients
 */
function convolution(shape, filters) {
  const x = tf.randomNormal(shape, 0, 1, 'float32', 1);
  const w = tf.randomNormal([3, 3, shape[3], filters], 0, 1, 'float32', 2);
  const differentiate = tf.grads((/** @type {Tensor} */ images, /** @type {Tensor} */ filter) =>
    tf.sum(tf.square(tf.conv2d(/** @type {Tensor4D} */ (images), /** @type {Tensor4D} */ (filter), 2, 'same'))),
  );
  return async () => {
    const gradients = differentiate([x, w]);
    const numbers = await Promise.all(gradients.map((gradient) => /** @type {Promise<Float32Array>} */ (gradient.data())));
    tf.dispose(gradients);
    return numbers;
  };
}

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds a time, once warm */
async function time(work) {
  await work();
  const begin = performance.now();
  for (let i = 0; i < 5; i++) await work();
  return (performance.now() - begin) / 5;
}

await tf.setBackend('cpu');
const expected = (await convolution([2, 8, 8, 4], 8)()).flatMap((each) => [...each]);
if (!(await tf.setBackend('tensorflow'))) throw new Error("The backend 'tensorflow' does not start.");
const found = (await convolution([2, 8, 8, 4], 8)()).flatMap((each) => [...each]);
const largest = Math.max(...expected.map(Math.abs));

const a = tf.ones([512, 512]);
const matMul = await time(async () => {
  const product = tf.matMul(a, a);
  if ((await product.data())[0] !== 512) throw new Error('tf.matMul is wrong.');
  tf.dispose(product);
});

const backend = /** @type {{binding?: {TF_Version?: string}}} */ (/** @type {unknown} */ (tf.backend()));
const report = {
  version: backend.binding?.TF_Version ?? 'unknown',
  core: require.resolve('@tensorflow/tfjs-core'),
  error: Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? NaN)))) / largest,
  loaded,
  matMul,
  step: await time(convolution([8, 32, 32, 32], 32)),
  memory: process.memoryUsage().rss,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
