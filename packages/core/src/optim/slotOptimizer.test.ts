import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { JsonObject } from '../contracts/index';
import { GanError } from '../errors/index';
import { rawFromTensor, readSafetensors, tensorFromRaw, writeSafetensors } from '../weights/index';
import { lazyAdam, rmsprop, sgd, type DisposableOptimizer } from './index';

type Networks = Parameters<typeof sgd>[0];

/** Every optimizer but Adam, whose tests stand beside it, in each form that keeps something else: what it keeps, and how many kernels update one variable. */
const forms: readonly (readonly [string, (networks: Networks, learningRate?: number) => DisposableOptimizer, readonly string[], number])[] =
  [
    ['lazyAdam', (networks, learningRate = 0.05) => lazyAdam(networks, { every: 4, learningRate }), ['firstMoment', 'secondMoment'], 12],
    ['sgd', (networks, learningRate = 0.05) => sgd(networks, { learningRate }), [], 2],
    ['sgd with momentum', (networks, learningRate = 0.05) => sgd(networks, { learningRate, momentum: 0.9 }), ['velocity'], 4],
    [
      'sgd with Nesterov’s momentum',
      (networks, learningRate = 0.05) => sgd(networks, { learningRate, momentum: 0.9, nesterov: true }),
      ['velocity'],
      6,
    ],
    ['rmsprop', (networks, learningRate = 0.05) => rmsprop(networks, { learningRate }), ['meanSquare'], 9],
    [
      'rmsprop, centered, with momentum',
      (networks, learningRate = 0.05) => rmsprop(networks, { learningRate, centered: true, momentum: 0.5 }),
      ['meanSquare', 'meanGradient', 'momentum'],
      17,
    ],
    [
      'rmsprop of TensorFlow',
      (networks, learningRate = 0.05) => rmsprop(networks, { learningRate, form: 'tensorflow', initialMeanSquare: 1 }),
      ['meanSquare', 'momentum'],
      9,
    ],
  ];

const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);
const variable = (name: string, values: number[], shape = [values.length]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor(values, shape, 'float32'), true, name));

let tensorsBefore = 0;
let w: tf.Variable;
let b: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  w = variable('w', [1, 2, 3, 4], [2, 2]);
  b = variable('b', [5]);
});
afterEach(() => {
  tf.dispose([w, b]);
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** Gradients that differ from step to step. */
const step = (optimizer: DisposableOptimizer, index: number): void =>
  tf.tidy(() => optimizer.apply([tf.sin(tf.add(w, index)), tf.cos(tf.mul(b, index + 1))]));
const weights = (): number[][] => [read(w), read(b)];
const stateOf = (optimizer: DisposableOptimizer): unknown => [optimizer.toJson(), Object.values(optimizer.tensors()).map(read)];

describe.each(forms)('%s', (_form, build, kept, kernels) => {
  test('moves its variables in place, and makes no tensors but those that it keeps', async () => {
    const before = tf.memory().numTensors;
    const optimizer = build([{ trainable: [w] }, { trainable: [b] }]);
    expect(optimizer.variables).toEqual([w, b]);
    expect(Object.keys(optimizer.tensors())).toEqual(['w', 'b'].flatMap((name) => kept.map((slot) => `${name}/${slot}`)));
    expect(tf.memory().numTensors - before).toBe(2 * kept.length);
    const unmoved = weights();
    const gradients = [tf.onesLike(w), tf.onesLike(b)];
    const run = await tf.profile(() => {
      optimizer.apply(gradients);
    });
    expect([run.kernels.length, run.newTensors]).toEqual([2 * kernels, 0]);
    weights()
      .flat()
      .forEach((value, i) => expect(value).toBeLessThan(unmoved.flat()[i] ?? NaN));
    tf.dispose(gradients);
    optimizer.dispose();
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('resumed from a file it goes on bit for bit', async () => {
    const optimizer = build([{ trainable: [w, b] }]);
    step(optimizer, 0);
    step(optimizer, 1);
    optimizer.learningRate = 0.02;
    const live = { ...optimizer.tensors(), w, b };
    const raws = await Promise.all(Object.entries(live).map(async ([name, tensor]) => [name, await rawFromTensor(tensor)] as const));
    const file = writeSafetensors(new Map(raws), { optimizer: JSON.stringify(optimizer.toJson()) });
    for (let i = 2; i < 6; i++) step(optimizer, i);
    const expected = [weights(), stateOf(optimizer)];
    optimizer.dispose();

    const { tensors, metadata } = readSafetensors(file);
    const resumed = build([{ trainable: [w, b] }]);
    step(resumed, 9);
    tf.tidy(() => {
      const { w: savedW, b: savedB, ...saved } = Object.fromEntries([...tensors].map(([name, raw]) => [name, tensorFromRaw(raw)]));
      w.assign(savedW!);
      b.assign(savedB!);
      resumed.restore(saved, JSON.parse(metadata['optimizer'] ?? '') as JsonObject);
    });
    for (let i = 2; i < 6; i++) step(resumed, i);
    expect([weights(), stateOf(resumed)]).toEqual(expected);
    expect(resumed.toJson()).toEqual({ step: 6, learningRate: 0.02 });
    resumed.dispose();
  });

  test('what does not fit is refused, and changes nothing', () => {
    const optimizer = build([{ trainable: [b] }]);
    tf.tidy(() => optimizer.apply([tf.tensor1d([1])]));
    const before = [stateOf(optimizer), read(b)];
    tf.tidy(() => {
      const own = Object.fromEntries(kept.map((slot) => [`b/${slot}`, tf.tensor1d([7])]));
      const json = { step: 3, learningRate: 0.1 };
      const refused: readonly [() => void, RegExp][] = [
        [() => optimizer.restore(own, { ...json, step: -1 }), /step must be an integer >= 0\. Got -1/],
        [() => optimizer.restore(own, { ...json, learningRate: 'fast' }), /learningRate must be .* Got "fast"/],
        [() => optimizer.restore({ ...own, other: tf.tensor1d([7]) }, json), /Unexpected: other/],
        [() => optimizer.apply([]), /needs one gradient a variable, 1\. Got 0/],
        [() => optimizer.apply([tf.ones([2])]), /the gradient of 'b' must be float32 \[1\]\. Got float32 \[2\]/],
        [() => optimizer.apply([tf.ones([1], 'int32')]), /Got int32 \[1\]/],
        [() => (optimizer.learningRate = -1), /learningRate must be a finite number >= 0\. Got -1/],
      ];
      for (const [act, message] of refused) {
        expect(act).toThrow(GanError);
        expect(act).toThrow(message);
        expect([stateOf(optimizer), read(b)]).toEqual(before);
      }
      optimizer.restore(own, json);
    });
    expect(stateOf(optimizer)).toEqual([{ step: 3, learningRate: 0.1 }, kept.map(() => [7])]);
    optimizer.dispose();
    expect(() => tf.tidy(() => optimizer.apply([tf.ones([1])]))).toThrow(/the optimizer was disposed\. Build a new one\./);
  });

  test('bad variables and rates are refused, without a leak', () => {
    const labels = tf.tidy(() => tf.variable(tf.zeros([1], 'int32'), true, 'labels'));
    expect(() => build([{ trainable: [b] }, { trainable: [w, b] }])).toThrow(/'b' twice\. Do two networks share it\?/);
    expect(() => build([{ trainable: [b, labels] }])).toThrow(/variables must be float32\. Got int32 for 'labels'/);
    expect(() => build([{ trainable: [b] }], Infinity)).toThrow(/learningRate must be a finite number >= 0\. Got Infinity/);
    labels.dispose();
  });
});
