import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { adam, ema, rmsprop, sgd } from './index';
import { moveVariables } from './moveVariables';

/** A backend's kernel that answers each of its variables with 7s, and notes what it was called with. */
const calls: { readonly name: string; readonly inputs: readonly string[]; readonly attrs: object }[] = [];
const given = ['gradient', 'value'];
const sevens =
  (name: string): KernelFunc =>
  ({ inputs, attrs }) => {
    calls.push({ name, inputs: Object.keys(inputs), attrs: attrs ?? {} });
    const moved = Object.entries(inputs).filter(([input]) => !given.includes(input));
    return moved.map(([, x]) => tf.fill(x!.shape, 7));
  };
const names = ['GanAdam', 'GanSgd', 'GanRmsProp', 'GanEma'];

beforeAll(async () => {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('cpu');
  for (const kernelName of names) tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: sevens(kernelName) });
});
afterAll(() => names.forEach((name) => tf.unregisterKernel(name, 'cpu')));

const ones = (): tf.Variable => tf.tidy(() => tf.variable(tf.ones([2])));
const read = (x: Tensor): number[] => [...x.dataSync()];

test('variables get the results in their order, and nothing is left over', () => {
  const [first, second, gradient] = [ones(), ones(), tf.ones([2])];
  const before = tf.memory().numTensors;
  moveVariables('GanAdam', { first, none: undefined, second }, { gradient }, { rate: 1 });
  expect([read(first), read(second), tf.memory().numTensors]).toEqual([[7, 7], [7, 7], before]);
  expect(calls.pop()).toEqual({ name: 'GanAdam', inputs: ['first', 'second', 'gradient'], attrs: { rate: 1 } });
  tf.dispose([first, second, gradient]);
});

describe('where the backend has the kernel, it is called once a variable by', () => {
  type Create = (networks: Parameters<typeof adam>[0]) => ReturnType<typeof adam>;
  const optimizers: readonly (readonly [string, Create, string, readonly string[], object])[] = [
    [
      'adam',
      (networks) => adam(networks, { learningRate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 1 }),
      'GanAdam',
      ['variable', 'firstMoment', 'secondMoment', 'gradient'],
      { beta1: 0.5, beta2: 0.75, rate: 0.5, offset: 0.5 },
    ],
    ['sgd', (networks) => sgd(networks), 'GanSgd', ['variable', 'gradient'], { rate: 0.01, momentum: 0, nesterov: false }],
    [
      'sgd with momentum',
      (networks) => sgd(networks, { momentum: (step) => step / 2, nesterov: true }),
      'GanSgd',
      ['variable', 'velocity', 'gradient'],
      { rate: 0.01, momentum: 0.5, nesterov: true },
    ],
    [
      'rmsprop',
      (networks) => rmsprop(networks, { centered: true, momentum: 0.5 }),
      'GanRmsProp',
      ['variable', 'meanSquare', 'meanGradient', 'momentum', 'gradient'],
      { form: 'torch', decay: 0.99, rate: 0.01, epsilon: 1e-8, momentum: 0.5 },
    ],
  ];
  test.each(optimizers)('%s', (_name, create, kernel, inputs, attrs) => {
    const [variable, gradient] = [ones(), tf.ones([2])];
    const optimizer = create([{ trainable: [variable] }]);
    const before = tf.memory().numTensors;
    calls.length = 0;
    optimizer.apply([gradient]);
    expect(calls).toEqual([{ name: kernel, inputs, attrs }]);
    expect([variable, ...Object.values(optimizer.tensors())].map(read)).toEqual(inputs.slice(1).map(() => [7, 7]));
    expect(tf.memory().numTensors).toBe(before);
    optimizer.dispose();
    tf.dispose([variable, gradient]);
  });

  test('ema, but not where it copies', () => {
    const [weights, counts] = [ones(), ones()];
    const average = ema([{ trainable: [weights], statistics: [counts] }], { decay: 0.75, startStep: 1 });
    calls.length = 0;
    average.update({ step: 0, batchSize: 1, imagesSeen: 0 });
    expect(calls).toEqual([]);
    average.update({ step: 1, batchSize: 1, imagesSeen: 1 });
    expect(calls).toEqual([{ name: 'GanEma', inputs: ['average', 'value'], attrs: { decay: 0.75 } }]);
    expect(Object.values(average.tensors()).map(read)).toEqual([
      [7, 7],
      [1, 1],
    ]);
    average.dispose();
    tf.dispose([weights, counts]);
  });
});
