import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { Shape, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { GanLayer, input, type Kwargs, network, only, randomOf, readCall } from '../index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** x plus noise, and the noise; counts its calls. */
class Noisy extends GanLayer {
  static readonly className = 'TestNoisy';
  calls = 0;

  override computeOutputShape(shape: Shape | Shape[]): Shape[] {
    return [shape as Shape, shape as Shape];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor[] {
    this.calls++;
    const x = only(inputs);
    const noise = randomOf('noisy', readCall(kwargs)).normal(x.shape);
    return [tf.add(x, noise), noise];
  }
}

function build(): { layer: Noisy; net: ReturnType<typeof network<Tensor, Tensor[]>> } {
  const layer = new Noisy({ name: 'noisy' });
  const x = input({ shape: [3] });
  const [sum, noise] = layer.apply(x) as SymbolicTensor[];
  const doubled = tfl.layers.add({ name: 'double' }).apply([sum!, sum!]) as SymbolicTensor;
  return { layer, net: network<Tensor, Tensor[]>(tfl.model({ inputs: x, outputs: [doubled, sum!, noise!] })) };
}

describe('a layer of several outputs', () => {
  test.each([true, false])('is computed once a call, so that they belong together, training %p', (training) => {
    const { layer, net } = build();
    const [doubled, sum, noise] = net.apply(tf.zeros([2, 3]), { training, random: randomStream(1) });
    expect(layer.calls).toBe(1);
    expect([...sum!.dataSync()]).toEqual([...noise!.dataSync()]);
    expect([...doubled!.dataSync()]).toEqual([...tf.mul(noise!, 2).dataSync()]);
  });

  test('is computed anew in another call, and for another input', () => {
    const { layer, net } = build();
    const random = randomStream(1);
    const call = { training: true, random };
    const [first, second] = [net.apply(tf.zeros([2, 3]), call), net.apply(tf.zeros([2, 3]), call)];
    expect(layer.calls).toBe(2);
    expect([...first[2]!.dataSync()]).not.toEqual([...second[2]!.dataSync()]);
    const [a, b] = [input({ shape: [3], name: 'a' }), input({ shape: [3], name: 'b' })];
    const outputs = [a, b].flatMap((x) => layer.apply(x) as SymbolicTensor[]);
    const both = network<Tensor[], Tensor[]>(tfl.model({ inputs: [a, b], outputs }));
    const tensors = both.apply([tf.zeros([2, 3]), tf.ones([2, 3])], call);
    expect(layer.calls).toBe(4);
    expect(tensors.map(({ shape }) => shape)).toEqual(Array(4).fill([2, 3]));
  });

  test('leaves no tensor but its outputs', () => {
    const { net } = build();
    const x = tf.zeros([2, 3]);
    const before = tf.memory().numTensors;
    tf.dispose(net.apply(x, { training: true, random: randomStream(1) }));
    tf.dispose(net.apply(x, { training: false, random: randomStream(1) }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
