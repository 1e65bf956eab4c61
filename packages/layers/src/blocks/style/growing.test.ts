import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { assignVariables, networkTensors } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  averagePool,
  type Block,
  fade,
  fading,
  fromRgb,
  input,
  minibatchHead,
  type ModelNetwork,
  named,
  network,
  proganBase,
  proganDown,
  proganUp,
  resizeNearest,
  sequence,
  toRgb,
} from '../../index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const channels = 4;
const rgb = (size: number): Block => named(`rgb${size}`, toRgb());
const stage = (size: number): Block => named(`${size}x${size}`, proganUp({ channels }));

/** ProGAN's generator at some resolution, of [z, alpha]; names do not depend on the resolution. */
function generator(resolution: number): ModelNetwork<Tensor[]> {
  const [z, alpha] = [input({ shape: [6], network: 'generator' }), input({ shape: [], name: 'alpha' })];
  const grown = [8, 16].filter((size) => size < resolution).map(stage);
  const features = sequence(named('4x4', proganBase({ channels })), ...grown)(z, '');
  const half = resolution / 2;
  const before = sequence(rgb(half), resizeNearest({ factor: 2 }));
  const after = sequence(stage(resolution), rgb(resolution));
  const outputs = fading({ before, after, alpha })(features, 'grow');
  return network<Tensor[]>(tfl.model({ inputs: [z, alpha], outputs, name: 'generator' }));
}

function critic(resolution: number): ModelNetwork<Tensor[]> {
  const [images, alpha] = [input({ shape: [resolution, resolution, 3], network: 'critic' }), input({ shape: [], name: 'alpha' })];
  const from = (size: number): Block => named(`rgb${size}`, fromRgb({ channels }));
  const shrunk = (size: number): Block => named(`${size}x${size}`, proganDown({ channels }));
  const before = sequence(averagePool(), from(resolution / 2));
  const after = sequence(from(resolution), shrunk(resolution));
  const rest = [16, 8].filter((size) => size < resolution).map(shrunk);
  const outputs = sequence(fading({ before, after, alpha }), ...rest, named('head', minibatchHead()))(images, 'grow');
  return network<Tensor[]>(tfl.model({ inputs: [images, alpha], outputs, name: 'critic' }));
}

/** Takes over what both networks have by the same name. */
function inherit(grown: ModelNetwork<Tensor[]>, old: ModelNetwork<Tensor[]>): string[] {
  const tensors = networkTensors(old);
  const shared = grown.trainable.filter(({ name }) => name in tensors);
  for (const variable of shared) variable.assign(tensors[variable.name]!);
  return shared.map(({ name }) => name);
}

const call = { training: true };
const applied = (net: ModelNetwork<Tensor[]>, x: Tensor, alpha: Tensor): number[] => [...net.apply([x, alpha], call).dataSync()];
const latents = (): Tensor => tf.randomNormal([4, 6], 0, 1, 'float32', 3);

describe('networks that grow', () => {
  test('a grown generator begins as the old one, its images twice as large', () => {
    const [old, grown] = [generator(8), generator(16)];
    const change = (variable: tf.Variable): void => variable.assign(tf.randomNormal(variable.shape, 0, 1, 'float32', 7));
    [...old.trainable, ...grown.trainable].forEach(change);
    expect(inherit(grown, old)).toEqual(
      expect.arrayContaining(['generator/4x4/conv/kernel', 'generator/8x8/conv1/kernel', 'generator/rgb8/toRgb/bias']),
    );
    const small = old.apply([latents(), tf.scalar(1)], call) as tf.Tensor4D;
    const large = tf.image.resizeNearestNeighbor(small, [16, 16]);
    expect(applied(grown, latents(), tf.scalar(0))).toEqual([...large.dataSync()]);
    expect(applied(grown, latents(), tf.scalar(0.5))).not.toEqual([...large.dataSync()]);
  });

  test('a grown critic begins as the old one on halved images', () => {
    const [old, grown] = [critic(8), critic(16)];
    expect(inherit(grown, old).length).toBe(old.trainable.length - 2);
    const images = tf.randomNormal<tf.Rank.R4>([4, 16, 16, 3], 0, 1, 'float32', 3);
    const halves = tf.avgPool(images, 2, 2, 'valid');
    const [before, after] = [applied(old, halves, tf.scalar(1)), applied(grown, images, tf.scalar(0))];
    after.forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 5));
  });

  test('alpha is one number, or one an example', () => {
    const net = generator(8);
    const halfway = applied(net, latents(), tf.scalar(0.5));
    expect(applied(net, latents(), tf.tensor1d([0.5]))).toEqual(halfway);
    expect(applied(net, latents(), tf.fill([4], 0.5))).toEqual(halfway);
    expect(applied(net, latents(), tf.tensor1d([0.5, 1, 1, 1])).slice(0, 192)).toEqual(halfway.slice(0, 192));
    expect(() => net.apply([latents(), tf.tensor1d([0, 1])], call)).toThrow(
      'fade: alpha must be one number, or one for each of the 4 examples. Got the shape [2].',
    );
  });

  test('the layer is exact at both ends', () => {
    const [before, after] = [tf.tensor1d([0.1, 1e8]), tf.tensor1d([0.3, 1e-8])];
    const faded = (alpha: number): number[] => [...(fade().apply([before, after, tf.scalar(alpha)]) as Tensor).dataSync()];
    expect(faded(0)).toEqual([...before.dataSync()]);
    expect(faded(1)).toEqual([...after.dataSync()]);
  });

  test('weights of a network that has grown go on by their names', () => {
    const [net, again] = [generator(16), generator(16)];
    assignVariables([...again.trainable], new Map(Object.entries(networkTensors(net))) as never, { where: 'test' });
    expect(applied(again, latents(), tf.scalar(0.25))).toEqual(applied(net, latents(), tf.scalar(0.25)));
  });
});
