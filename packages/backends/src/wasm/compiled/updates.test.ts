import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { adam, ema, installGradients, lazyAdam, rmsprop, sgd } from '@ganblocks/core';
import { bothBackends, expectClose, numbers } from '../../../tests/bothBackends';

type Networks = Parameters<typeof adam>[0];
type Optimizer = ReturnType<typeof adam>;

const optimizers: Readonly<Record<string, (networks: Networks) => Optimizer>> = {
  adam: (networks) => adam(networks, { learningRate: 0.01, beta1: 0.5 }),
  'adam without a first moment': (networks) => adam(networks, { learningRate: 0.01, beta1: 0 }),
  lazyAdam: (networks) => lazyAdam(networks, { every: 16, learningRate: 0.01 }),
  sgd: (networks) => sgd(networks, { learningRate: 0.1 }),
  'sgd with a momentum that grows': (networks) => sgd(networks, { learningRate: 0.1, momentum: (step) => 0.5 + step / 100 }),
  "sgd with Nesterov's momentum": (networks) => sgd(networks, { learningRate: 0.1, momentum: 0.9, nesterov: true }),
  rmsprop: (networks) => rmsprop(networks),
  'rmsprop, centered, with momentum': (networks) => rmsprop(networks, { centered: true, momentum: 0.5 }),
  "TensorFlow's rmsprop": (networks) => rmsprop(networks, { form: 'tensorflow' }),
  "TensorFlow's rmsprop, centered, with momentum": (networks) => rmsprop(networks, { form: 'tensorflow', centered: true, momentum: 0.5 }),
};
const forms = Object.entries(optimizers);

const tensorOf = (shape: number[], seed: number): Tensor => tf.tensor(numbers(shape, seed).values, shape);
const variableOf = (shape: number[], seed: number): Variable => tf.tidy(() => tf.variable(tensorOf(shape, seed)));
const read = async (tensor: Tensor): Promise<Float32Array> => (await tensor.data()) as Float32Array;
const kernelsOf = async (run: () => void): Promise<string[]> =>
  (
    await tf.profile(() => {
      run();
    })
  ).kernels.map(({ name }) => name);

let before: tf.MemoryInfo;
beforeAll(async () => {
  await bothBackends();
  installGradients();
});
beforeEach(async () => {
  await tf.setBackend('wasm');
  before = tf.memory();
});
afterEach(() => {
  const { numTensors, numDataBuffers, numBytes } = tf.memory();
  expect({ numTensors, numDataBuffers, numBytes }).toEqual({
    numTensors: before.numTensors,
    numDataBuffers: before.numDataBuffers,
    numBytes: before.numBytes,
  });
});

/** A variable of some size that is moved by gradients of itself, with what is kept of it. */
function startOf(create: (networks: Networks) => Optimizer): { variable: Variable; optimizer: Optimizer; step: () => void } {
  const variable = variableOf([3, 7], 1);
  const optimizer = create([{ trainable: [variable] }]);
  return { variable, optimizer, step: () => tf.tidy(() => optimizer.apply([tf.sin(variable)])) };
}
const stateOf = ({ variable, optimizer }: ReturnType<typeof startOf>): Tensor[] => [variable, ...Object.values(optimizer.tensors())];
const disposeOf = ({ variable, optimizer }: ReturnType<typeof startOf>): void => {
  optimizer.dispose();
  variable.dispose();
};

describe.each(forms)('%s', (_name, create) => {
  test('is that of the cpu backend, which composes it', async () => {
    const run = async (backend: string): Promise<{ shape: number[]; values: Float32Array }[]> => {
      await tf.setBackend(backend);
      const started = startOf(create);
      for (let i = 0; i < 5; i++) started.step();
      const found = await Promise.all(stateOf(started).map(async (tensor) => ({ shape: tensor.shape, values: await read(tensor) })));
      disposeOf(started);
      return found;
    };
    const [expected, received] = [await run('cpu'), await run('wasm')];
    received.forEach((tensor, i) => expectClose(tensor, expected[i]!, 1e-5));
  });

  test('is one kernel a variable, over its own memory', async () => {
    const started = startOf(create);
    const places = stateOf(started).map(({ dataId }) => dataId);
    started.step();
    const gradient = tensorOf([3, 7], 2);
    expect(await kernelsOf(() => started.optimizer.apply([gradient]))).toEqual([expect.stringMatching(/^Gan/)]);
    expect(stateOf(started).map(({ dataId }) => dataId)).toEqual(places);
    gradient.dispose();
    disposeOf(started);
  });

  test('leaves alone who shares the data of a variable or of what is kept of it', async () => {
    const [alone, shared] = [startOf(create), startOf(create)];
    const clones = stateOf(shared).map((tensor) => tf.clone(tensor));
    const values = await Promise.all(clones.map(read));
    const flat = tf.reshape(shared.variable, [-1]);
    for (let i = 0; i < 3; i++) {
      alone.step();
      shared.step();
    }
    expect(await Promise.all(clones.map(read))).toEqual(values);
    expect(await read(flat)).toEqual(values[0]);
    expect(await Promise.all(stateOf(shared).map(read))).toEqual(await Promise.all(stateOf(alone).map(read)));
    tf.dispose([...clones, flat]);
    disposeOf(alone);
    disposeOf(shared);
  });

  test('goes on bit for bit from a checkpoint of clones', async () => {
    const started = startOf(create);
    started.step();
    started.step();
    const json = started.optimizer.toJson();
    const saved = Object.fromEntries(Object.entries(started.optimizer.tensors()).map(([name, tensor]) => [name, tf.clone(tensor)]));
    const weights = tf.clone(started.variable);
    for (let i = 0; i < 3; i++) started.step();
    const expected = await Promise.all(stateOf(started).map(read));
    started.step();
    started.variable.assign(weights);
    started.optimizer.restore(saved, json);
    for (let i = 0; i < 3; i++) started.step();
    expect(await Promise.all(stateOf(started).map(read))).toEqual(expected);
    tf.dispose([saved, weights]);
    disposeOf(started);
  });

  test('takes a variable, or what it keeps, for the gradient', async () => {
    const [first, second] = [startOf(create), startOf(create)];
    for (let i = 0; i < 2; i++) {
      for (const position of stateOf(first).keys()) {
        const copies = stateOf(second).map((tensor) => tf.tidy(() => tf.add(tensor, 0)));
        first.optimizer.apply([stateOf(first)[position]!]);
        second.optimizer.apply([copies[position]!]);
        tf.dispose(copies);
      }
    }
    expect(await Promise.all(stateOf(first).map(read))).toEqual(await Promise.all(stateOf(second).map(read)));
    disposeOf(first);
    disposeOf(second);
  });
});

describe('who shares the data keeps it', () => {
  test('the value that a variable began with, and one that it was assigned', async () => {
    const [initial, assigned, gradient] = [tensorOf([5], 1), tensorOf([5], 2), tf.ones([5])];
    const variable = tf.variable(initial);
    const optimizer = sgd([{ trainable: [variable] }], { learningRate: 1 });
    optimizer.apply([gradient]);
    expect(await read(initial)).toEqual(numbers([5], 1).values);
    variable.assign(assigned);
    optimizer.apply([gradient]);
    expect(await read(assigned)).toEqual(numbers([5], 2).values);
    tf.dispose([initial, assigned, gradient]);
    optimizer.dispose();
    variable.dispose();
  });

  test('two variables of one value', async () => {
    const [first, gradient] = [variableOf([5], 1), tf.ones([5])];
    const second = tf.variable(first);
    const optimizer = sgd([{ trainable: [first] }], { learningRate: 1 });
    optimizer.apply([gradient]);
    expect(await read(second)).toEqual(numbers([5], 1).values);
    expect((await read(first))[0]).not.toBe((await read(second))[0]);
    tf.dispose([gradient, first, second]);
    optimizer.dispose();
  });

  test('a gradient that was kept as the first moment, and the saved tensors of a gradient that is still taken', async () => {
    const variable = variableOf([5], 1);
    const optimizer = adam([{ trainable: [variable] }]);
    const gradient = tensorOf([5], 3);
    const moment = Object.values(optimizer.tensors())[0] as Variable;
    moment.assign(gradient);
    optimizer.apply([gradient]);
    expect(await read(gradient)).toEqual(numbers([5], 3).values);
    const values = await read(variable);
    const slope = tf.tidy(() =>
      tf.grad((x) => {
        const product = tf.mul(x, variable);
        optimizer.apply([gradient]);
        return tf.sum(product);
      })(gradient),
    );
    expect(await read(slope)).toEqual(values);
    expect(await read(variable)).not.toEqual(values);
    tf.dispose([gradient, slope]);
    optimizer.dispose();
    variable.dispose();
  });

  test('averages and weights, lent and followed', async () => {
    const weights = tf.tidy(() => tf.variable(tf.fill([2, 3], 8)));
    const average = ema([{ trainable: [weights], statistics: [] }], { decay: 0.5, startStep: 1 });
    const optimizer = sgd([{ trainable: [weights] }], { learningRate: 1 });
    const gradient = tf.ones([2, 3]);
    const [held] = Object.values(average.tensors());
    const values = async (): Promise<(number | undefined)[]> => [(await read(weights))[0], (await read(held!))[0]];
    const update = (step: number): void => average.update({ step, batchSize: 1, imagesSeen: step });
    update(0); // follows: the average and the weights are one
    optimizer.apply([gradient]);
    expect(await values()).toEqual([7, 8]);
    expect(await kernelsOf(() => update(1))).toEqual(['GanEma']);
    expect(await values()).toEqual([7, 7.5]);
    average.during(() => optimizer.apply([gradient]));
    expect(await values()).toEqual([7, 7.5]);
    const clone = tf.clone(held!);
    update(2);
    expect((await read(clone))[0]).toBe(7.5);
    expect(await values()).toEqual([7, 7.25]);
    tf.dispose([gradient, clone, weights]);
    optimizer.dispose();
    average.dispose();
  });

  test('a variable whose data are on another backend', async () => {
    await tf.setBackend('cpu');
    const [variable, gradient] = [variableOf([5], 1), tf.ones([5])];
    const optimizer = sgd([{ trainable: [variable] }], { learningRate: 1 });
    const start = (await read(variable))[0]!;
    await tf.setBackend('wasm');
    optimizer.apply([gradient]);
    optimizer.apply([gradient]);
    expect((await read(variable))[0]).toBeCloseTo(start - 2, 6);
    tf.dispose([variable, gradient]);
    optimizer.dispose();
  });
});

test('an empty variable', () => {
  const [variable, gradient] = [tf.tidy(() => tf.variable(tf.zeros([0, 3]))), tf.zeros([0, 3])];
  const optimizer = adam([{ trainable: [variable] }]);
  optimizer.apply([gradient]);
  optimizer.dispose();
  tf.dispose([variable, gradient]);
});

test('without beta1, what the first moment was does not count', async () => {
  const [variable, gradient] = [variableOf([5], 1), tf.ones([5])];
  const optimizer = adam([{ trainable: [variable] }], { beta1: 0 });
  const moment = Object.values(optimizer.tensors())[0] as Variable;
  tf.tidy(() => moment.assign(tf.fill([5], NaN)));
  optimizer.apply([gradient]);
  expect([...(await read(moment))]).toEqual([1, 1, 1, 1, 1]);
  expect((await read(variable)).every(Number.isFinite)).toBe(true);
  optimizer.dispose();
  tf.dispose([variable, gradient]);
});
