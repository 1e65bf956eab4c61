import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CallArgs, randomStream } from '@ganblocks/core';
import { batchNorm, dense, relu } from '../index';
import { chain } from './chain';
import { input } from './input';
import { network } from './network';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** Notes what reaches it. */
class Witness extends tfl.layers.Layer {
  static readonly className = 'TestWitness';
  readonly seen: Record<string, unknown>[] = [];

  override call(inputs: Tensor | Tensor[], kwargs: Record<string, unknown>): Tensor {
    this.seen.push({ ...kwargs });
    return tf.clone(Array.isArray(inputs) ? inputs[0]! : inputs);
  }
}

const build = (name = 'generator'): LayersModel =>
  chain({ shape: [3], name }, dense({ units: 2, name: 'project' }), batchNorm({ name: 'project/norm' }), relu());

describe('network', () => {
  test('passes the call on to every layer, nested ones too, and leaves it as it was', () => {
    const [inner, outer] = [new Witness({ name: 'inner' }), new Witness({ name: 'outer' })];
    const nested = chain({ shape: [3], name: 'nested' }, inner);
    const { apply } = network(chain({ shape: [3], name: 'whole' }, outer, nested));
    const call: CallArgs = Object.freeze({ training: true, random: randomStream(1), updateStatistics: false });
    apply(tf.zeros([1, 3]), call);
    for (const { seen } of [inner, outer])
      expect(seen).toEqual([expect.objectContaining({ training: true, random: call.random, updateStatistics: false })]);
  });

  test('lists variables in order, with names that are the same for every copy', () => {
    const names = ['generator/project/kernel', 'generator/project/bias', 'generator/project/norm/scale', 'generator/project/norm/offset'];
    for (const net of [network(build()), network(build())]) {
      expect(net.trainable.map(({ name }) => name)).toEqual(names);
      expect(net.statistics.map(({ name }) => name)).toEqual([
        'generator/project/norm/movingMean',
        'generator/project/norm/movingVariance',
      ]);
    }
  });

  test('has the variables themselves: what an optimizer assigns is what the network computes with', () => {
    const net = network(build());
    for (const variable of net.trainable) variable.assign(tf.ones(variable.shape));
    expect([...net.apply(tf.ones([1, 3]), { training: false }).dataSync()].map(Math.round)).toEqual([5, 5]);
  });

  test('names the weights of nested models by path, and keeps names that an earlier network gave', () => {
    const inner = build('inner');
    const outer = network(chain({ shape: [3], name: 'outer' }, inner, dense({ units: 1 })));
    expect(outer.trainable.map(({ name }) => name)).toEqual(expect.arrayContaining(['outer/inner/project/kernel', 'outer/dense1/kernel']));
    expect(network(inner).trainable[0]).toBe(outer.trainable[0]);
    expect(network(inner).trainable[0]?.name).toBe('outer/inner/project/kernel');
  });

  test('weights that do not train are statistics', () => {
    const model = build();
    model.getLayer('project').trainable = false;
    const { trainable, statistics } = network(model);
    expect(trainable.map(({ name }) => name)).toEqual(['generator/project/norm/scale', 'generator/project/norm/offset']);
    expect(statistics).toHaveLength(4);
  });

  test('takes and gives lists', () => {
    const [a, b] = [tfl.input({ shape: [2], name: 'a' }), tfl.input({ shape: [2], name: 'b' })];
    const sum = tfl.layers.add({ name: 'sum' }).apply([a, b]) as SymbolicTensor;
    const product = tfl.layers.multiply({ name: 'product' }).apply([a, b]) as SymbolicTensor;
    const { apply } = network<[Tensor, Tensor], [Tensor, Tensor]>(tfl.model({ inputs: [a, b], outputs: [sum, product], name: 'both' }));
    const outputs = apply([tf.tensor2d([[2, 3]]), tf.tensor2d([[4, 5]])], { training: false });
    expect(outputs.map((x) => [...x.dataSync()])).toEqual([[6, 8], [8, 15]]); // prettier-ignore
  });

  test('teaches how many inputs there are', () => {
    const [a, b] = [input({ shape: [2], name: 'a' }), input({ shape: [2], name: 'b' })];
    const sum = tfl.layers.add({ name: 'sum' }).apply([a, b]) as SymbolicTensor;
    const net = network<Tensor | Tensor[]>(tfl.model({ inputs: [a, b], outputs: sum, name: 'both' }));
    const x = tf.ones([1, 2]);
    expect(() => net.apply(x, { training: false })).toThrow("network: 'both' must be given the inputs [a, b]. Got 1.");
    expect(() => network<Tensor | Tensor[]>(build()).apply([x, x], { training: false })).toThrow('must be given one input. Got 2.');
  });

  test('frees everything', () => {
    const x = tf.ones([4, 3]);
    const before = tf.memory().numTensors;
    const net = network(build());
    for (const training of [true, false]) net.apply(x, { training }).dispose();
    net.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('still saves and loads by tfjs, under the layers own names', async () => {
    const net = network(build());
    let saved: tf.io.ModelArtifacts = {};
    await net.model.save(
      tf.io.withSaveHandler((artifacts) => {
        saved = artifacts;
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
      }),
    );
    expect(saved.weightSpecs?.map(({ name }) => name)).toContain('project/norm/movingVariance');
    const loaded = network(await tfl.loadLayersModel(tf.io.fromMemory(saved)));
    const x = tf.ones([2, 3]);
    expect([...loaded.apply(x, { training: false }).dataSync()]).toEqual([...net.apply(x, { training: false }).dataSync()]);
  });
});
