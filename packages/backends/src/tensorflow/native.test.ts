import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '@ganblocks/core';
import { checkDerivatives, derivativeCases } from '@ganblocks/core/testing';
import { expectClose, numbers } from '../../tests/bothBackends';
import { useBackend } from '../useBackend';

const TOLERANCE = 5e-3;

/** Only a machine that was set up for it has tfjs-node. */
const isInstalled = await useBackend('tensorflow', { report: () => undefined }).then(
  () => true,
  (error: unknown) => {
    console.info(`SKIPPED ${derivativeCases.length + 1} tests on tfjs-node: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  },
);

describe(isInstalled ? 'on tfjs-node' : 'SKIPPED: tfjs-node is not here', () => {
  const where = isInstalled ? test : test.skip;
  beforeAll(async () => {
    if (isInstalled) await tf.setBackend('tensorflow');
  });

  where.each(derivativeCases)('$name, order $order', async ({ f, inputs, order }) => {
    const drawn = inputs();
    const checks = await checkDerivatives({ f, inputs: drawn, order }).catch((error: unknown) => {
      if (error instanceof GanError && error.message.includes('tensorflow')) return []; // what it has no kernel for, it says
      throw error;
    });
    tf.dispose(drawn);
    expect(checks.filter(({ error }) => !(error < TOLERANCE))).toEqual([]);
  });

  where('convolution with explicit padding is that of cpu, and so are both its gradients', async () => {
    const [x, w, dy] = [numbers([2, 6, 7, 3], 1), numbers([3, 2, 3, 4], 2), numbers([2, 4, 5, 4], 3)];
    const pad = [[0, 0], [1, 2], [0, 3], [0, 0]] as [[number, number], [number, number], [number, number], [number, number]]; // prettier-ignore
    const attributes = { strides: [2, 2], dilations: [1, 1], pad, dataFormat: 'NHWC', inputShape: [...x.shape], filterShape: [...w.shape] };
    const on = async (backend: string): Promise<{ shape: number[]; values: Float32Array }[]> => {
      await tf.setBackend(backend);
      const [image, filter, gradient] = [x, w, dy].map(({ values, shape }) => tf.tensor(values, [...shape])) as [Tensor, Tensor, Tensor];
      const run = (name: string, inputs: tf.NamedTensorMap): Tensor => tf.engine().runKernel(name, inputs, attributes);
      const results = [
        run('Conv2D', { x: image, filter }),
        run('Conv2DBackpropInput', { dy: gradient, filter }),
        run('Conv2DBackpropFilter', { x: image, dy: gradient }),
      ];
      return Promise.all(results.map(async (result) => ({ shape: result.shape, values: (await result.data()) as Float32Array })));
    };
    const [expected, received] = [await on('cpu'), await on('tensorflow')];
    received.forEach((numbersOf, i) => expectClose(numbersOf, expected[i]!));
  });
});
