import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { GanLayer, type GanLayerArgs, registerLayer } from '../index';
import { layerContract } from './index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

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
  const checks = layerContract('faulty', () => new Faulty(), { inputs: [3] });
  const run = (what: string): Promise<void> => checks.find(({ name }) => name.includes(what))?.run() ?? Promise.resolve();

  test('finds a wrong shape, a lost gradient, a leak and a key that saving changes', async () => {
    await expect(run('output shape')).rejects.toThrow('computeOutputShape must be right. Got [3], the output is [1].');
    await expect(run('gradients')).rejects.toThrow('gradient');
    await expect(run('frees')).rejects.toThrow('must free every tensor that it makes. Got 2 left.');
    await expect(run('configuration')).rejects.toThrow("keys of a configuration must be lowerCamel words. Got 'styleGAN'");
  });
});
