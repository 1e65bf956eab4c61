import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { input, type ModelNetwork, network } from '../index';
import { reloaded } from '../testing/reloaded';
import { mappingNetwork, type MappingNetworkArgs } from './mappingNetwork';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await tf.ready();
});

type Net = ModelNetwork<Tensor | Tensor[]>;

function build(args: Omit<MappingNetworkArgs, 'condition'>, latents: number, classes?: number): Net {
  const z = input({ shape: [latents], seed: 3 });
  const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
  const condition = classes === undefined ? undefined : { labels, classes };
  const outputs = mappingNetwork({ ...args, condition })(z, 'mapping');
  return network<Tensor | Tensor[]>(tfl.model({ inputs: condition ? [z, labels] : z, outputs, name: 'net' }));
}
const parametersOf = ({ trainable }: Net): number => trainable.reduce((sum, { size }) => sum + size, 0);

/** The paper's formula in float64: `rows` numbers a sample, a dense layer's stored kernel and bias. */
const normalized = (x: number[]): number[] => {
  const square = x.reduce((sum, value) => sum + value * value, 0) / x.length;
  return x.map((value) => value / Math.sqrt(square + 1e-8));
};
function mapped(x: number[], kernel: ArrayLike<number>, bias: ArrayLike<number>, multiplier: number): number[] {
  return Array.from({ length: bias.length }, (_, k) => {
    const sum = x.reduce((total, value, c) => total + (value * multiplier * (kernel[c * bias.length + k] ?? 0)) / Math.sqrt(x.length), 0);
    const y = sum + multiplier * (bias[k] ?? 0);
    return Math.SQRT2 * (y < 0 ? 0.2 * y : y);
  });
}
/** Every weight drawn anew, so that biases count too. */
const shake = ({ trainable }: Net): void =>
  trainable.forEach((variable) => variable.assign(randomStream(8).split(variable.name).normal(variable.shape, { deviation: 3 })));
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const near = (y: Tensor, expected: number[]): void => {
  expect(y.size).toBe(expected.length);
  numbers(y).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4));
};

describe('mappingNetwork', () => {
  test('has the parameters of StyleGAN, and of StyleGAN2-ADA with classes', () => {
    const plain = build({}, 512);
    expect(parametersOf(plain)).toBe(2_101_248);
    plain.dispose();
    const conditional = build({ layers: 2 }, 512, 10);
    expect(parametersOf(conditional)).toBe(512 * 10 + 512 + (1024 * 512 + 512) + (512 * 512 + 512));
    conditional.dispose();
  });

  test('computes the formula', () => {
    const net = build({ size: 4, hidden: 5, layers: 2, learningRateMultiplier: 0.1 }, 3);
    shake(net);
    const [first, firstBias, second, secondBias] = net.trainable.map(numbers) as [number[], number[], number[], number[]];
    const z = [0.5, -2, 1];
    const hidden = mapped(normalized(z), first, firstBias, 0.1);
    near(net.apply(tf.tensor2d([z]), { training: false }), mapped(hidden, second, secondBias, 0.1));
  });

  test('computes the formula with classes: a dense layer on one-hot labels, normalized beside the latents', () => {
    const net = build({ size: 4, layers: 1, learningRateMultiplier: 0.5 }, 3, 6);
    shake(net);
    const of = (word: string): number[] => numbers(net.trainable.find(({ name }) => name.endsWith(word))!);
    const z = [0.5, -2, 1];
    const row = of('embedding/table').slice(8, 12);
    const vector = row.map((value, i) => value / Math.sqrt(6) + (of('embedding/bias')[i] ?? NaN));
    const expected = mapped([...normalized(z), ...normalized(vector)], of('dense1/kernel'), of('dense1/bias'), 0.5);
    near(net.apply([tf.tensor2d([z]), tf.tensor1d([2], 'int32')], { training: false }), expected);
  });

  test('begins with styles of deviation 1 or so, whatever the latents are', () => {
    const net = build({ size: 64, layers: 8 }, 64);
    const w = net.apply(randomStream(1).normal([64, 64], { deviation: 100 }), { training: false });
    const { mean, variance } = tf.moments(w);
    expect(Math.abs(numbers(mean)[0] ?? NaN)).toBeLessThan(1);
    expect(numbers(variance)[0]).toBeGreaterThan(0.2);
    expect(numbers(variance)[0]).toBeLessThan(3);
  });

  test('names its layers by path, learns in all weights, saves, and leaves no tensor', async () => {
    const given = [randomStream(1).normal([3, 2]), tf.tensor1d([0, 1, 2], 'int32')];
    const before = tf.memory().numTensors;
    const net = build({ size: 3, layers: 2 }, 2, 3);
    expect(net.trainable.map(({ name }) => name)).toEqual(
      ['embedding/table', 'embedding/bias', 'dense1/kernel', 'dense1/bias', 'dense2/kernel', 'dense2/bias'].map(
        (path) => `net/mapping/${path}`,
      ),
    );
    const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(net.apply(given, { training: true }))), [...net.trainable]);
    for (const gradient of Object.values(grads)) expect(Math.max(...numbers(gradient).map(Math.abs))).toBeGreaterThan(0);
    tf.dispose([value, ...Object.values(grads)]);
    const again = network<Tensor[]>(await reloaded(net.model));
    const [first, second] = [net, again].map((one) => one.apply(given, { training: false }));
    expect(numbers(second!)).toEqual(numbers(first!));
    tf.dispose([first!, second!]);
    net.dispose();
    again.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches', () => {
    expect(() => mappingNetwork({ layers: 0 })).toThrow('mappingNetwork: layers must be a positive integer. Got 0.');
  });
});
