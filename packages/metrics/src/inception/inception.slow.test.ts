import { expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { formulaNumbers } from '../../tests/formulaFeatures';
import { openGolden } from '../../tests/goldens';
import { normalizedConvolution, torchFile } from '../../tests/torchFile';
import { inceptionExtractor } from './inceptionExtractor';
import { inceptionKernels } from './inceptionTopology';

/** The images of goldens/README.md, in [-1, 1]. */
const goldenImages = (): tf.Tensor4D => {
  const [pixel, block] = [formulaNumbers('fid-inception/input/pixel'), formulaNumbers('fid-inception/input/block')];
  const data = Float32Array.from({ length: 2 * 299 * 299 * 3 }, (_, i) => {
    const [c, x, y, n] = [i % 3, Math.floor(i / 3) % 299, Math.floor(i / 897) % 299, Math.floor(i / 268_203)];
    return 0.5 * pixel(i) + 1.5 * block(((n * 23 + Math.floor(y / 13)) * 23 + Math.floor(x / 13)) * 3 + c) - 1;
  });
  return tf.tensor4d(data, [2, 299, 299, 3]);
};

test('inceptionExtractor gives the features and logits of the golden, and leaks nothing', async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  const shapes = [...inceptionKernels()].flatMap(([name, shape]) => normalizedConvolution(name, shape));
  const bytes = torchFile('fid-inception/', new Map([...shapes, ['fc.weight', [1008, 2048]], ['fc.bias', [1008]]]));
  const before = tf.memory().numTensors;
  const { expectEqual } = await openGolden('fid-inception');
  const extractor = await inceptionExtractor(bytes);
  const images = goldenImages();
  const { features, logits } = await extractor.extract(images);
  expectEqual('pool3', features.data);
  expectEqual('logits', logits!.data);
  extractor.dispose();
  images.dispose();
  expect(tf.memory().numTensors).toBe(before);
}, 300_000);
