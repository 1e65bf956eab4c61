import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { GanError } from '../errors/index';
import { sgd, type SgdOptions } from './sgd';

let w: tf.Variable;
beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.tensor1d([5, -2]), true, 'w'));
});
afterEach(() => w.dispose());

/** The weights after each gradient, at the rates given or at 0.5. */
function path(options: SgdOptions, gradients: readonly number[], rates: readonly number[] = []): number[] {
  const optimizer = sgd([{ trainable: [w] }], { learningRate: 0.5, ...options });
  const values = gradients.map((gradient, index) => {
    optimizer.learningRate = rates[index] ?? optimizer.learningRate;
    tf.tidy(() => optimizer.apply([tf.fill([2], gradient)]));
    return w.dataSync()[0] ?? NaN;
  });
  optimizer.dispose();
  return values;
}

describe('sgd', () => {
  test('plain: the rate times the gradient', () => expect(path({}, [1, 2, -4])).toEqual([4.5, 3.5, 5.5]));

  test('momentum gathers gradients: velocities 1, 2.5, -2.75', () =>
    expect(path({ momentum: 0.5 }, [1, 2, -4])).toEqual([4.5, 3.25, 4.625]));

  test('Nesterov’s adds the velocity to come: directions 1.5, 3.25, -5.375', () =>
    expect(path({ momentum: 0.5, nesterov: true }, [1, 2, -4])).toEqual([4.25, 2.625, 5.3125]));

  test('a momentum by the number of the update: velocities 1, 1.5, 3', () => {
    const momentum = (step: number): number => (step < 3 ? 0.5 : 0.75);
    expect(path({ momentum }, [1, 1, 1.875])).toEqual([4.5, 3.75, 2.25]);
  });

  test('a momentum out of range is refused when it comes, and changes nothing', () => {
    const optimizer = sgd([{ trainable: [w] }], { momentum: (step) => step / 2 });
    const step = (): void => tf.tidy(() => optimizer.apply([tf.ones([2])]));
    step();
    const before = [optimizer.toJson(), [...w.dataSync()]];
    expect(step).toThrow('sgd: momentum must lie in [0, 1). Got 1.');
    expect([optimizer.toJson(), [...w.dataSync()]]).toEqual(before);
    optimizer.dispose();
  });

  test('a changed rate counts for all of the velocity', () => expect(path({ momentum: 0.5 }, [1, 0], [0.5, 0])).toEqual([4.5, 4.5]));

  test('the caller’s gradients are free to go', () => {
    const optimizer = sgd([{ trainable: [w] }], { momentum: 0.9 });
    const gradient = tf.tensor1d([0.25, 0.5]);
    optimizer.apply([gradient]);
    gradient.dispose();
    expect([...(optimizer.tensors()['w/velocity']?.dataSync() ?? [])]).toEqual([0.25, 0.5]);
    optimizer.dispose();
  });

  test('teaches', () => {
    const network = { trainable: [w] };
    expect(() => sgd([network], { momentum: 1 })).toThrow(GanError);
    expect(() => sgd([network], { momentum: 1 })).toThrow('sgd: momentum must lie in [0, 1). Got 1.');
    expect(() => sgd([network], { nesterov: true, name: 'critic' })).toThrow(
      'critic: nesterov needs a momentum above 0. Got 0. Use 0.9, or leave nesterov out.',
    );
  });
});
