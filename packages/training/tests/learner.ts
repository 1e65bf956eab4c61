import { minimizeOver, sgd, type GanSystem, type ImageBatch, type LossTerms, type Phase } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';

export interface LearnerOptions {
  readonly learningRate?: number;
  readonly phases?: readonly Phase[];
}

/** A system of one network that learns the mean of its images by gradient descent: what guards, schedules and accumulation can be seen on. */
export function learner({ learningRate = 0.1, phases = [{ name: 'train' }] }: LearnerOptions = {}): GanSystem<ImageBatch> & {
  readonly mean: tf.Variable;
  /** Sizes of what was differentiated. */
  readonly parts: number[];
  dispose(): void;
} {
  const mean = tf.tidy(() => tf.variable(tf.tensor1d([0])));
  delete tf.engine().registeredVariables[mean.name];
  mean.name = 'mean';
  const generator = { name: 'generator', trainable: [mean], statistics: [], apply: (z: tf.Tensor) => tf.add(z, mean) };
  const optimizer = sgd([generator], { learningRate, momentum: 0.5 });
  const parts: number[] = [];
  return {
    name: 'learner',
    config: { learningRate },
    networks: { generator },
    state: { generator: optimizer },
    phases,
    mean,
    parts,
    async step(context) {
      const drawn = (await context.next()).images;
      const images = context.augment?.(drawn) ?? drawn;
      const terms = minimizeOver(optimizer, context, { images }, (part): LossTerms => {
        parts.push(part.images.shape[0]);
        return { error: tf.mean(tf.square(tf.sub(mean, part.images))) };
      });
      return { generator: terms };
    },
    sample: (count, { random }) => tf.tidy(() => tf.add<tf.Tensor4D>(tf.mul(random.normal([count, 2, 2, 1]), 0.01), mean)),
    dispose() {
      mean.dispose();
      optimizer.dispose();
    },
  };
}
