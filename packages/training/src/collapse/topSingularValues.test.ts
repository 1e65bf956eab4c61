import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { SingularValueDecomposition } from 'ml-matrix';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream, type GanSystem } from '@ganblocks/core';
import { topSingularValues } from './topSingularValues';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

/** Networks of one network `g` with these kernels, named w0, w1, … */
function networksOf(...kernels: Tensor[]): { networks: GanSystem<never>['networks']; variables: tf.Variable[] } {
  const variables = kernels.map((kernel, i) => {
    const variable = tf.variable(kernel);
    delete tf.engine().registeredVariables[variable.name];
    variable.name = `w${i}`;
    return variable;
  });
  return { variables, networks: { g: { name: 'g', trainable: variables, statistics: [], apply: () => tf.scalar(0) } } };
}

describe('topSingularValues', () => {
  test('of diagonals are their largest entries', async () => {
    const { networks } = networksOf(tf.tensor2d([[3, 0], [0, -5], [0, 0]]), tf.tensor2d([[1, 0, 0], [0, 2, 0], [0, 0, 7]])); // prettier-ignore
    const values = await topSingularValues().measure(networks);
    expect(values['g/w0']).toEqual([expect.closeTo(5, 4), expect.closeTo(3, 4)]);
    expect(values['g/w1']).toEqual([expect.closeTo(7, 4), expect.closeTo(2, 4)]);
  });

  test('of kernels come near a full decomposition, nearer from look to look', async () => {
    const kernel = randomStream(3).normal([3, 3, 8, 16]);
    const rows = tf.reshape(kernel, [72, 16]).arraySync() as number[][];
    const [first, second] = new SingularValueDecomposition(rows).diagonal as [number, number];
    const { networks } = networksOf(kernel);
    const meter = topSingularValues();
    const [before] = Object.values(await meter.measure(networks));
    expect(before![0] / first).toBeGreaterThan(0.97);
    for (let i = 0; i < 30; i++) await meter.measure(networks);
    const [after] = Object.values(await meter.measure(networks));
    expect(after![0] / first).toBeCloseTo(1, 3);
    expect(after![1] / second).toBeGreaterThan(0.97);
    expect(after![0]).toBeLessThanOrEqual(first * 1.00001);
  });

  test('follow a weight that changes, one of zeros too', async () => {
    const { networks, variables } = networksOf(tf.zeros([4, 3]), tf.ones([4, 3]));
    const meter = topSingularValues();
    expect(await meter.measure(networks)).toEqual({ 'g/w0': [0, 0], 'g/w1': [expect.closeTo(Math.sqrt(12), 5), expect.closeTo(0, 3)] });
    variables[0]!.assign(tf.fill([4, 3], 2));
    variables[1]!.assign(tf.tensor2d([[0, 0, 0], [0, 9, 0], [0, 0, 0], [0, 0, 0]])); // prettier-ignore
    const values = await meter.measure(networks);
    expect(values['g/w0']![0]).toBeCloseTo(2 * Math.sqrt(12), 4);
    expect(values['g/w1']![0]).toBeCloseTo(9, 4);
  });

  test('of one row or column: its length; vectors and numbers have none', async () => {
    const { networks } = networksOf(tf.tensor2d([[3], [4]]), tf.tensor2d([[3, 4]]), tf.tensor1d([1, 2]), tf.scalar(3));
    const values = await topSingularValues().measure(networks);
    expect(values).toEqual({ 'g/w0': [expect.closeTo(5, 5), 0], 'g/w1': [expect.closeTo(5, 5), 0] });
    expect(await topSingularValues().measure({})).toEqual({});
  });

  test('leave no tensor and no weight changed, and are the same each time', async () => {
    const { networks, variables } = networksOf(randomStream(1).normal([5, 5, 3, 4]), randomStream(2).normal([10, 1]));
    const weights = [...variables[0]!.dataSync()];
    const before = tf.memory().numTensors;
    const [one, other] = [topSingularValues({ seed: 4 }), topSingularValues({ seed: 4 })];
    for (let look = 0; look < 3; look++) expect(await one.measure(networks)).toEqual(await other.measure(networks));
    expect(tf.memory().numTensors).toBe(before);
    expect([...variables[0]!.dataSync()]).toEqual(weights);
  });
});
