import { createRequire } from 'node:module';
import { stdout } from 'node:process';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import * as core from '@ganblocks/core';
import * as layers from '@ganblocks/layers';

// The ES module and the CommonJS build of the packages at work on each other's tensors, layers and networks. Prints what came out as JSON.
const require = createRequire(import.meta.url);
/** @type {typeof core} */
const core2 = require('@ganblocks/core');
/** @type {typeof layers} */
const layers2 = require('@ganblocks/layers');
tf.env().set('IS_TEST', true);
await tf.ready();

const kernels = ['Tanh', 'Sigmoid', 'Exp', 'LeakyRelu', 'MaxPool', 'Conv2D'];
const engine = /** @type {{ addTapeNode: unknown }} */ (/** @type {unknown} */ (tf.engine()));
const registered = () => [...kernels.map((name) => /** @type {unknown} */ (tf.getGradient(name))), engine.addTapeNode];
const stock = registered();
/** @param {unknown[]} before how many of them are the same object as before */
const kept = (before) => registered().filter((one, i) => one === before[i]).length;

core.installGradients();
const first = registered();
core2.installGradients();
core.installGradients();
const installedOnce = kept(first) === first.length;

/** @param {tf.Tensor} tensor */
const numberIn = async (tensor) => Number((await tensor.data())[0]);

/** The second derivative of tanh at 0.7, by either build on a tensor of the program's own. @param {typeof core} one */
const tanhTwice = (one) => numberIn(one.gradientOf((x) => one.gradientOf((y) => tf.tanh(y), x), tf.scalar(0.7)));
const second = await Promise.all([core, core2].map(tanhTwice));

const model = layers.chain(
  { shape: [4, 4, 1], name: 'critic', seed: 7 },
  layers.conv2d({ channels: 2, kernelSize: 3, padding: 1 }),
  layers2.leakyRelu(),
  layers2.flatten(),
  layers2.dense({ units: 1 }),
);
const critic = layers2.network(model);
const optimizer = core.adam([critic], { learningRate: 1e-2 });
const images = core2.randomStream(1).uniform([2, 4, 4, 1], { low: -1, high: 1 });
/** @type {number[]} */
const losses = [];
for (const step of [0, 1, 2]) {
  const context = {
    next: () => Promise.resolve(undefined),
    random: core.randomStream(step),
    step,
    imagesSeen: 0,
    phase: { name: 'train', progress: 0 },
  };
  const minimize = step === 1 ? core.minimize : core2.minimize;
  const terms = minimize(optimizer, context, () => ({ score: tf.mean(tf.square(tf.sub(critic.apply(images, { training: true }), 1))) }));
  losses.push(await numberIn(/** @type {tf.Tensor} */ (terms['score'])));
}

/** @type {tf.io.ModelArtifacts | undefined} */
let saved;
await model.save(
  tf.io.withSaveHandler((artifacts) => {
    saved = artifacts;
    return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: /** @type {const} */ ('JSON') } });
  }),
);
const again = await loadLayersModel(tf.io.fromMemory(/** @type {tf.io.ModelArtifacts} */ (saved)));
const [trained, reloaded] = [critic.apply(images, { training: false }), /** @type {tf.Tensor} */ (again.apply(images))];
const reloadedDifference = await numberIn(tf.max(tf.abs(tf.sub(trained, reloaded))));

let error;
try {
  core2.check(false, () => 'told');
} catch (caught) {
  error = caught;
}
core2.uninstallGradients();
core.uninstallGradients();

stdout.write(
  JSON.stringify({
    buildsDiffer: core.minimize !== core2.minimize && layers.dense !== layers2.dense,
    sameLayers: layers.registeredLayers().length === layers2.registeredLayers().length,
    installedOnce,
    takenBack: kept(stock) === stock.length,
    tanhTwice: second,
    lossesFall: Number(losses[2]) < Number(losses[0]),
    reloadedDifference,
    errorName: error instanceof Error ? error.name : '',
  }),
);
