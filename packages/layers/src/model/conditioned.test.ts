import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { conditioned, dense, GanLayer, initializers, input, relu, sequence, several } from '../index';

/** y = x · a + b. */
class Affine extends GanLayer {
  static readonly className = 'TestAffine';

  override computeOutputShape(shapes: tfl.Shape | tfl.Shape[]): tfl.Shape {
    return shapes[0] as tfl.Shape;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const [x, a, b] = several<[Tensor, Tensor, Tensor]>('affine', ['x', 'a', 'b'], inputs);
    return tf.tidy(() => tf.add(tf.mul(x, a), b));
  }
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

function build(): LayersModel {
  const [x, a, b] = [input({ shape: [2] }), input({ shape: [2], name: 'a' }), input({ shape: [2], name: 'b' })];
  const one = initializers.constant(1);
  const affine = conditioned(new Affine({}), a, b);
  const y = sequence(dense({ units: 2, initializer: one }), affine, conditioned(new Affine({}), b, a), relu())(x, 'block');
  return tfl.model({ inputs: [x, a, b], outputs: y, name: 'whole' });
}

describe('conditioned', () => {
  test('gives the layer the chain first, then the conditions in their order', () => {
    const model = build();
    const inputs = [tf.tensor2d([[1, 2]]), tf.tensor2d([[2, -3]]), tf.tensor2d([[5, 10]])];
    // dense: 3, 3; times a plus b: 11, 1; times b plus a: 57, 7.
    expect([...(model.apply(inputs) as Tensor).dataSync()]).toEqual([57, 7]);
    model.dispose();
  });

  test('names the layer like any other of the chain', () => {
    const model = build();
    const names = model.layers.map(({ name }) => name).filter((name) => name.startsWith('block/'));
    expect(names).toEqual(['block/dense1', 'block/testAffine1', 'block/testAffine2', 'block/relu1']);
    model.dispose();
  });

  test('without conditions the layer gets the tensor itself, and says what it lacks', () => {
    const x = input({ shape: [2] });
    const y = sequence(conditioned(relu()))(x, 'block');
    const model = tfl.model({ inputs: x, outputs: y });
    expect([...(model.apply(tf.tensor2d([[-1, 4]])) as Tensor).dataSync()]).toEqual([0, 4]);
    const missing = undefined as unknown as typeof x;
    expect(() => sequence(conditioned(new Affine({}), missing))(x, 'block')).toThrow(
      "the conditions of testAffine in 'block' must be symbolic tensors, such as input() gives. Got undefined.",
    );
    const lacking = tfl.model({ inputs: x, outputs: sequence(conditioned(new Affine({}), x))(x, 'lacking') });
    expect(() => lacking.apply(tf.ones([1, 2]))).toThrow(
      'affine: the inputs must be [x, a, b]. Got 2. In a chain, pass the others by conditioned',
    );
  });

  test('frees everything', () => {
    const inputs = [tf.ones([3, 2]), tf.ones([3, 2]), tf.ones([3, 2])];
    const before = tf.memory().numTensors;
    const model = build();
    (model.apply(inputs) as Tensor).dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
