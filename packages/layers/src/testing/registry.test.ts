import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { registeredLayers } from '../index';
import { layerContract } from './index';
import { layerExamples } from './examples/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

for (const { className } of registeredLayers()) {
  describe(className, () => {
    const own = layerExamples[className] ?? [];
    test('has an example', () => expect(own.length).toBeGreaterThan(0));
    test('is known to refuse something', () => expect(own.flatMap(({ refuses = [] }) => refuses).length).toBeGreaterThan(0));
    own.forEach(({ make, ...options }, index) => {
      for (const { name, run } of layerContract(`example ${index + 1}`, make, options)) test(name, run);
    });
  });
}

test('every example is of a registered layer', () => {
  const known = registeredLayers().map(({ className }) => className);
  expect(Object.keys(layerExamples).filter((name) => !known.includes(name))).toEqual([]);
});
