import * as tf from '@tensorflow/tfjs-core';
import { check, type LabelledBatch, shown } from '@ganblocks/core';
import { checkInteger } from '../config/resolveConfig';
import type { Condition } from './condition';

/** Samples of these classes, one each. */
export interface ClassRequest {
  readonly labels: readonly number[];
}

/**
 * Classes as a game's condition: both networks get int32 labels `[N]`.
 *
 * Reals have the labels of their batch; fakes are made for classes drawn uniformly, as in the projection cGAN's code; samples for the classes in
 * turn (0, 1, …), or for those asked for.
 *
 * @throws GanError unless there are classes, and where samples of another class are asked for.
 * @example const condition = classLabels({ classes: 10 });
 */
export function classLabels({ classes }: { readonly classes: number }): Condition<LabelledBatch, ClassRequest> {
  checkInteger('classLabels', 'classes', classes, 1);
  const known = (label: number): boolean => Number.isInteger(label) && label >= 0 && label < classes;
  return {
    name: 'labels',
    of: ({ labels }) => labels,
    draw: (count, random) => random.integers(count, classes),
    asked(request) {
      const labels = typeof request === 'number' ? Array.from({ length: request }, (_, i) => i % classes) : request.labels;
      check(labels.length > 0 && labels.every(known), () => {
        return `sample: labels must be whole numbers from 0 to ${classes - 1}, one a sample. Got ${shown(labels)}.`;
      });
      return tf.tensor1d([...labels], 'int32');
    },
  };
}
