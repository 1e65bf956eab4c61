import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  batchNorm,
  conv2d,
  conv2dTranspose,
  dense,
  GanLayer,
  type GanLayerArgs,
  initializers,
  leakyRelu,
  registeredLayers,
  registerLayer,
} from '../index';
import { layerContract, type LayerContractOptions } from './index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Example = LayerContractOptions & { readonly make: () => GanLayer };
const normal = initializers.normal({ deviation: 0.5 });

/** At least one for each registered layer; layers of several shapes have several. */
const examples: Readonly<Record<string, readonly Example[]>> = {
  GanDense: [
    { make: () => dense({ units: 4, biasInitializer: normal }), inputShape: [3], outputShape: [4], weights: ['kernel', 'bias'] },
    { make: () => dense({ units: 2, useBias: false, initializer: normal }), inputShape: [2, 3], outputShape: [2, 2], weights: ['kernel'] },
  ],
  GanConv2d: [
    {
      make: () => conv2d({ channels: 3, kernelSize: 3, stride: 2, padding: 1 }),
      inputShape: [5, 4, 2],
      outputShape: [3, 2, 3],
      weights: ['kernel', 'bias'],
    },
    {
      make: () => conv2d({ channels: 2, kernelSize: [3, 2], dilation: [2, 1], padding: 'same', useBias: false }),
      inputShape: [5, 4, 2],
      outputShape: [5, 4, 2],
      weights: ['kernel'],
    },
    { make: () => conv2d({ channels: 2, kernelSize: 3, padding: [1, 0] }), inputShape: [4, 4, 1], outputShape: [4, 2, 2] },
  ],
  GanConv2dTranspose: [
    {
      make: () => conv2dTranspose({ channels: 3, kernelSize: 4, stride: 2, padding: 1 }),
      inputShape: [3, 2, 2],
      outputShape: [6, 4, 3],
      weights: ['kernel', 'bias'],
    },
    {
      make: () => conv2dTranspose({ channels: 2, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1, useBias: false }),
      inputShape: [2, 2, 2],
      outputShape: [4, 4, 2],
      weights: ['kernel'],
    },
    { make: () => conv2dTranspose({ channels: 2, kernelSize: [2, 3] }), inputShape: [1, 1, 3], outputShape: [2, 3, 2] },
  ],
  GanBatchNorm: [
    {
      make: () => batchNorm(),
      inputShape: [2, 2, 3],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      weights: ['scale', 'offset', 'movingMean', 'movingVariance'],
    },
    {
      make: () => batchNorm({ useScale: false, useOffset: false, momentum: 0.5, unbiased: false }),
      inputShape: [4],
      trainingDiffers: true,
      weights: ['movingMean', 'movingVariance'],
    },
    {
      make: () => batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }) }),
      inputShape: [4],
      trainingDiffers: true,
    },
  ],
  GanLeakyRelu: [
    { make: () => leakyRelu(), inputShape: [2, 2, 3], outputShape: [2, 2, 3], weights: [] },
    { make: () => leakyRelu({ slope: 0.1, gain: Math.SQRT2 }), inputShape: [5] },
  ],
};

for (const { className } of registeredLayers()) {
  describe(className, () => {
    test('has an example', () => expect(examples[className]?.length ?? 0).toBeGreaterThan(0));
    (examples[className] ?? []).forEach(({ make, ...options }, index) => {
      for (const { name, run } of layerContract(`example ${index + 1}`, make, options)) test(name, run);
    });
  });
}

describe('layerContract', () => {
  class Faulty extends GanLayer {
    static readonly className = 'TestFaulty';

    constructor(private readonly args: GanLayerArgs & { readonly styleGAN?: boolean } = {}) {
      super(args);
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      tf.keep(tf.zeros([1]));
      return tf.zeros([...x.shape.slice(0, -1), 1]);
    }

    override getConfig(): tf.serialization.ConfigDict {
      return { ...super.getConfig(), styleGAN: this.args.styleGAN ?? true };
    }
  }
  registerLayer(Faulty);
  const checks = layerContract('faulty', () => new Faulty(), { inputShape: [3] });
  const run = (what: string): Promise<void> => checks.find(({ name }) => name.includes(what))?.run() ?? Promise.resolve();

  test('finds a wrong shape, a lost gradient, a leak and a key that saving changes', async () => {
    await expect(run('output shape')).rejects.toThrow('computeOutputShape must be right. Got [3], the output is [1].');
    await expect(run('gradients')).rejects.toThrow('gradient');
    await expect(run('frees')).rejects.toThrow('must free every tensor that it makes. Got 2 left.');
    await expect(run('configuration')).rejects.toThrow("keys of a configuration must be lowerCamel words. Got 'styleGAN'");
  });
});
