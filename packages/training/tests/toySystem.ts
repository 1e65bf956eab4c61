import type { CallArgs, GanSystem, ImageBatch, JsonObject, Network, Phase, Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';

/** A variable with a name that is the same in every system: outside of the engine's list, where names must differ. */
function variable(values: number[], name: string): tf.Variable {
  const made = tf.tidy(() => tf.variable(tf.tensor1d(values)));
  delete tf.engine().registeredVariables[made.name];
  made.name = name;
  return made;
}

function network(name: string, trainable: tf.Variable[], statistics: tf.Variable[], apply: Network['apply']): Network {
  return { name, trainable, statistics, apply };
}

/** Momentum with a variable and a counter: enough state to notice if one of them is lost. */
function momentum(target: tf.Variable): Stateful & { push(gradient: tf.Tensor): void } {
  const velocity = tf.tidy(() => tf.variable(tf.zeros(target.shape), false));
  let steps = 0;
  return {
    push(gradient) {
      steps += 1;
      tf.tidy(() => {
        velocity.assign(tf.add(tf.mul(velocity, 0.9), gradient));
        target.assign(tf.add(target, tf.mul(velocity, 0.1 / (1 + 0.01 * steps))));
      });
    },
    tensors: () => ({ [`${target.name}/velocity`]: velocity }),
    toJson: () => ({ steps }),
    restore(tensors, json) {
      const saved = tensors[`${target.name}/velocity`];
      if (!saved || typeof json['steps'] !== 'number') throw new Error('momentum: nothing to restore');
      velocity.assign(saved);
      steps = json['steps'];
    },
  };
}

export interface ToyOptions {
  readonly config?: JsonObject;
  readonly phases?: readonly Phase[];
  /** In this step the term `drift` of the discriminator is NaN. */
  readonly nanAt?: number;
  /** Batches drawn a step. Default: 1. */
  readonly draws?: number;
}

/** Two networks of one variable each on images `[N, 2, 2, 1]`, updated by hand: G(z) = z · 0.1 + shift, D(x) = weight · mean x. */
export function toySystem({
  config = { kind: 'toy' },
  phases = [{ name: 'train' }],
  nanAt = -1,
  draws = 1,
}: ToyOptions = {}): GanSystem<ImageBatch> & {
  readonly seen: { step: number; imagesSeen: number; phase: string; progress: number; batch: number; draw: number }[];
} {
  const [shift, weight, mean] = [variable([0.3], 'shift'), variable([0.1], 'weight'), variable([0], 'mean')];
  const [g, d] = [momentum(shift), momentum(weight)];
  const generator = network('generator', [shift], [mean], (z: tf.Tensor) => tf.tidy(() => tf.add(tf.mul(z, 0.1), shift)));
  const discriminator = network('discriminator', [weight], [], (x: tf.Tensor) => tf.tidy(() => tf.mul(tf.mean(x, [1, 2, 3]), weight)));
  const seen: { step: number; imagesSeen: number; phase: string; progress: number; batch: number; draw: number }[] = [];
  return {
    name: 'toy',
    config,
    networks: { generator, discriminator },
    state: { g, d },
    phases,
    seen,
    async step({ next, random, step, imagesSeen, phase }) {
      let images = (await next()).images;
      for (let draw = 1; draw < draws; draw++) images = (await next()).images;
      const call: CallArgs = { training: true, random };
      const draw = random.split('probe').next();
      seen.push({ step, imagesSeen, phase: phase.name, progress: phase.progress, batch: images.shape[0], draw });
      const terms = tf.tidy(() => {
        const fake = generator.apply(random.normal(images.shape), call);
        const difference = tf.sub<tf.Scalar>(tf.mean(images), tf.mean(fake));
        const pull = tf.reshape(tf.sub(difference, weight), [1]);
        const push = tf.clone(weight);
        d.push(pull);
        g.push(push);
        mean.assign(tf.reshape(tf.mean(fake), [1]));
        const drift = step === nanAt ? tf.scalar(NaN) : tf.mul(tf.square(tf.sum<tf.Scalar>(weight)), 0.5);
        return { adversarial: tf.neg(difference), drift, generator: tf.neg(tf.mean<tf.Scalar>(discriminator.apply(fake, call))) };
      });
      return {
        discriminator: { adversarial: terms.adversarial, drift: terms.drift as tf.Scalar },
        generator: { adversarial: terms.generator },
      };
    },
    sample: (count, { random }) => generator.apply(random.normal([count, 2, 2, 1]), { training: false, random }) as tf.Tensor4D,
  };
}

/** Frees what a toy system holds. */
export function disposeToy({ networks, state }: GanSystem<ImageBatch>): void {
  for (const { trainable, statistics } of Object.values(networks)) tf.dispose([...trainable, ...statistics]);
  for (const part of Object.values(state)) tf.dispose(part.tensors());
}
