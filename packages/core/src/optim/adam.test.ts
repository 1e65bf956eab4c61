import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { JsonObject } from '../contracts/index';
import { GanError } from '../errors/index';
import { rawFromTensor, readSafetensors, tensorFromRaw, writeSafetensors } from '../weights/index';
import { adam } from './index';

const read = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? [NaN]);
const variable = (name: string, values: number[], shape = [values.length]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor(values, shape, 'float32'), true, name));
const networkOf = (...trainable: tf.Variable[]) => ({ trainable });

let tensorsBefore = 0;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensorsBefore));

describe('adam', () => {
  let w: tf.Variable;
  let b: tf.Variable;
  beforeEach(() => {
    w = variable('w', [1, 2, 3, 4], [2, 2]);
    b = variable('b', [5]);
    tensorsBefore += 2;
  });
  afterEach(() => {
    tf.dispose([w, b]);
    tensorsBefore -= 2;
  });
  /** Gradients that differ from step to step. */
  const step = (optimizer: ReturnType<typeof adam>, index: number): void =>
    tf.tidy(() => optimizer.apply([tf.sin(tf.add(w, index)), tf.cos(tf.mul(b, index + 1))]));
  const weights = (): number[][] => [read(w), read(b)];

  test('the first step is the learning rate in the direction of the gradient, whatever its size', () => {
    const optimizer = adam([networkOf(b)]);
    tf.tidy(() => optimizer.apply([tf.tensor1d([1e-3])]));
    expect(read(b)[0]).toBeCloseTo(5 - 0.001, 6);
    tf.tidy(() => optimizer.apply([tf.tensor1d([0])]));
    optimizer.dispose();
  });

  test('beta1 = 0 keeps the last gradient as first moment, the caller’s gradients free to go', () => {
    const optimizer = adam([networkOf(b)], { beta1: 0 });
    const gradient = tf.tensor1d([0.25]);
    optimizer.apply([gradient]);
    gradient.dispose();
    expect(read(optimizer.tensors()['b/firstMoment'])).toEqual([0.25]);
    expect(read(b)[0]).toBeCloseTo(4.999, 6);
    optimizer.dispose();
  });

  test('makes no tensors but its moments, reads nothing, and where no kernel of ours does it all runs 12 a variable, 9 with beta1 = 0', async () => {
    for (const [beta1, kernels] of [
      [0.9, 12],
      [0, 9],
    ] as const) {
      const before = tf.memory().numTensors;
      const optimizer = adam([networkOf(w, b)], { beta1 });
      expect(tf.memory().numTensors - before).toBe(4);
      const gradients = [tf.onesLike(w), tf.onesLike(b)];
      const { kernelNames, newTensors } = await tf.profile(() => optimizer.apply(gradients));
      expect(newTensors).toBe(0);
      const run = await tf.profile(() => {
        optimizer.apply(gradients);
      });
      expect(run.kernels.length).toBe(2 * kernels);
      expect(kernelNames).not.toContain('Identity');
      tf.dispose(gradients);
      optimizer.dispose();
      optimizer.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  test('a changed learning rate counts from the next step on', () => {
    const optimizer = adam([networkOf(w, b)], { learningRate: 0.1 });
    optimizer.learningRate = 0;
    const before = weights();
    step(optimizer, 0);
    expect(weights()).toEqual(before);
    expect(() => (optimizer.learningRate = NaN)).toThrow(/adam: learningRate must be a finite number >= 0. Got NaN/);
    expect(optimizer.learningRate).toBe(0);
    optimizer.dispose();
  });

  test('resumed from a file it goes on bit for bit', async () => {
    const optimizer = adam([networkOf(w, b)], { learningRate: 0.05, beta1: 0.5 });
    step(optimizer, 0);
    step(optimizer, 1);
    optimizer.learningRate = 0.02;
    const live = { ...optimizer.tensors(), w, b };
    expect(Object.keys(optimizer.tensors())).toEqual(['w/firstMoment', 'w/secondMoment', 'b/firstMoment', 'b/secondMoment']);
    const raws = await Promise.all(Object.entries(live).map(async ([name, tensor]) => [name, await rawFromTensor(tensor)] as const));
    const file = writeSafetensors(new Map(raws), { optimizer: JSON.stringify(optimizer.toJson()) });
    for (let i = 2; i < 6; i++) step(optimizer, i);
    const [expected, expectedState] = [weights(), Object.values(optimizer.tensors()).map(read)];
    optimizer.dispose();

    const { tensors, metadata } = readSafetensors(file);
    const resumed = adam([networkOf(w, b)], { beta1: 0.5 });
    step(resumed, 9);
    tf.tidy(() => {
      const loaded = Object.fromEntries([...tensors].map(([name, raw]) => [name, tensorFromRaw(raw)]));
      w.assign(loaded['w']!);
      b.assign(loaded['b']!);
      const { w: _w, b: _b, ...moments } = loaded;
      resumed.restore(moments, JSON.parse(metadata['optimizer'] ?? '') as JsonObject);
    });
    for (let i = 2; i < 6; i++) step(resumed, i);
    expect(weights()).toEqual(expected);
    expect(Object.values(resumed.tensors()).map(read)).toEqual(expectedState);
    expect(resumed.toJson()).toEqual({ step: 6, learningRate: 0.02 });
    resumed.dispose();
  });

  test('restore checks everything before it changes anything', () => {
    const optimizer = adam([networkOf(b)]);
    tf.tidy(() => optimizer.apply([tf.tensor1d([1])]));
    const state = (): unknown => [optimizer.toJson(), Object.values(optimizer.tensors()).map(read)];
    const before = state();
    tf.tidy(() => {
      const good = { 'b/firstMoment': tf.tensor1d([7]), 'b/secondMoment': tf.tensor1d([8]) };
      const json = { step: 3, learningRate: 0.1 };
      const refused: readonly [tf.NamedTensorMap, unknown, RegExp][] = [
        [good, { ...json, step: -1 }, /step/],
        [good, { ...json, step: '3' }, /step/],
        [good, { ...json, learningRate: null }, /learningRate/],
        [good, {}, /step/],
        [good, null, /step.*Pass what toJson returned/],
        [{ 'b/firstMoment': tf.tensor1d([7]) }, json, /adam: restoring.*Missing: b\/secondMoment/],
        [{ ...good, 'b/secondMoment': tf.tensor1d([1, 2]) }, json, /Mismatched: b\/secondMoment/],
        [{ ...good, other: tf.tensor1d([7]) }, json, /Unexpected: other/],
      ];
      for (const [tensors, from, message] of refused) {
        expect(() => optimizer.restore(tensors, from as JsonObject)).toThrow(GanError);
        expect(() => optimizer.restore(tensors, from as JsonObject)).toThrow(message);
        expect(state()).toEqual(before);
      }
      optimizer.restore(good, json);
    });
    expect(state()).toEqual([{ step: 3, learningRate: 0.1 }, [[7], [8]]]);
    optimizer.dispose();
  });

  test('gradients that do not fit are refused, and change nothing', () => {
    const optimizer = adam([networkOf(w, b)], { name: 'critic' });
    const before = weights();
    const gone = tf.tensor1d([1]);
    gone.dispose();
    tf.tidy(() => {
      const good = tf.ones([2, 2]);
      const refused: readonly [readonly tf.Tensor[], RegExp][] = [
        [[good], /critic: needs one gradient a variable, 2\. Got 1/],
        [[good, tf.ones([2])], /critic: the gradient of 'b' must be float32 \[1\]\. Got float32 \[2\]/],
        [[good, tf.ones([1], 'int32')], /Got int32 \[1\]/],
        [[good, gone], /Got disposed float32 \[1\]/],
        [[tf.ones([1]), good], /gradient of 'w' .* Got float32 \[1\]/],
        [[good, undefined as unknown as tf.Tensor], /Got none/],
      ];
      for (const [gradients, message] of refused) expect(() => optimizer.apply(gradients)).toThrow(message);
    });
    expect([weights(), optimizer.toJson()['step']]).toEqual([before, 0]);
    optimizer.dispose();
    expect(() => step(optimizer, 0)).toThrow(/critic: the optimizer was disposed/);
    const temporary = variable('temporary', [1]);
    const late = adam([networkOf(temporary)]);
    temporary.dispose();
    expect(() => tf.tidy(() => late.apply([tf.ones([1])]))).toThrow(/'temporary' was disposed/);
    late.dispose();
  });

  test('bad options and variables are refused, without a leak', () => {
    const labels = tf.tidy(() => tf.variable(tf.zeros([1], 'int32'), true, 'labels'));
    const refused: readonly [() => unknown, RegExp][] = [
      [() => adam([networkOf(b)], { learningRate: -1 }), /learningRate/],
      [() => adam([networkOf(b)], { beta1: 1 }), /beta1/],
      [() => adam([networkOf(b)], { beta2: NaN }), /beta2/],
      [() => adam([networkOf(b)], { epsilon: 0 }), /epsilon/],
      [() => adam([networkOf(b), networkOf(w, b)]), /'b' twice. Do two networks share it\?/],
      [() => adam([networkOf(labels)]), /must be float32. Got int32 for 'labels'/],
    ];
    for (const [build, message] of refused) {
      expect(build).toThrow(GanError);
      expect(build).toThrow(message);
    }
    labels.dispose();
  });

  test('two optimizers may share a variable, inside a tidy too', () => {
    const built: ReturnType<typeof adam>[] = [];
    tf.tidy(() => void built.push(adam([networkOf(b)]), adam([networkOf(b)])));
    const [first, second] = built;
    tf.tidy(() => first?.apply([tf.ones([1])]));
    expect(read(first?.tensors()['b/secondMoment'])[0]).toBeCloseTo(0.001, 6);
    expect(read(second?.tensors()['b/secondMoment'])).toEqual([0]);
    first?.dispose();
    second?.dispose();
  });
});
