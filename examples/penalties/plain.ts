/** WGAN-GP on the ring in TensorFlow.js alone: nothing of GANBlocks computes here, but for the random numbers and Adam. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { adam, type RandomStream, randomStream } from '@ganblocks/core';
import { type Coverage, coverageOf, ringPoints } from './ring';
import type { Kind } from './critics';

const BATCH = 128;
const LATENTS = 4;

interface PlainNetwork {
  readonly trainable: readonly Variable[];
  apply(x: Tensor): Tensor;
}

/** What follows each hidden layer. Norm and attention have softplus beside them, which stock differentiates twice without fault. */
const activations: Readonly<Record<Kind | 'relu', (h: Tensor) => Tensor>> = {
  relu: (h) => tf.relu(h),
  leakyRelu: (h) => tf.leakyRelu(h, 0.2),
  tanh: (h) => tf.tanh(h),
  swish: (h) => tf.mul(h, tf.sigmoid(h)),
  layerNorm(h) {
    const { mean, variance } = tf.moments(h, 1, true);
    return tf.softplus(tf.div(tf.sub(h, mean), tf.sqrt(tf.add(variance, 1e-5))));
  },
  selfAttention: (h) => tf.softplus(h),
};

/** Attention among 16 groups of 4: softmax(q kᵀ) v + h. */
function attend(h: Tensor, [query, key]: readonly Tensor[]): Tensor {
  const groups = tf.reshape(h, [-1, 4]);
  const [q, k] = [query!, key!].map((w) => tf.reshape(tf.matMul(groups as tf.Tensor2D, w as tf.Tensor2D), [-1, 16, 4]));
  const attended = tf.matMul(tf.softmax(tf.matMul(q!, k!, false, true)), tf.reshape(h, [-1, 16, 4]));
  return tf.add(h, tf.reshape(attended, [-1, 64]));
}

function perceptron(kind: Kind | 'relu', [inputs, outputs]: readonly [number, number], random: RandomStream): PlainNetwork {
  const kernel = (rows: number, columns: number): Variable =>
    tf.tidy(() => tf.variable(random.normal([rows, columns], { deviation: rows === 2 ? 2 : Math.sqrt(2 / rows) })));
  const bias = (columns: number): Variable => tf.tidy(() => tf.variable(tf.zeros([columns])));
  const layers = [inputs, 64, 64, outputs].slice(1).map((size, i) => [kernel([inputs, 64, 64][i]!, size), bias(size)] as const);
  const attention = kind === 'selfAttention' ? [kernel(4, 4), kernel(4, 4)] : [];
  const dense = (x: Tensor, i: number): Tensor =>
    tf.add(tf.matMul(x as tf.Tensor2D, layers[i]![0] as Tensor as tf.Tensor2D), layers[i]![1]);
  return {
    trainable: [...layers.flat(), ...attention],
    apply(x) {
      const first = activations[kind](dense(x, 0));
      return dense(activations[kind](dense(attention.length > 0 ? attend(first, attention) : first, 1)), 2);
    },
  };
}

/** mean (|∇D(x̂)| - 1)² as everybody would write it. */
function gradientPenalty(critic: PlainNetwork, points: Tensor): Scalar {
  const gradient: Tensor = tf.grad((x: Tensor) => tf.sum(critic.apply(x)))(points);
  const lengths = tf.sqrt(tf.add(tf.sum(tf.square(gradient), 1), 1e-12));
  return tf.mean(tf.square(tf.sub(lengths, 1)));
}

/** The derivatives of a function by variables, by TensorFlow.js's own means. */
const derivatives = (f: () => Scalar, variables: readonly Variable[]): Tensor[] => {
  const { grads } = tf.variableGrads(f, [...variables]);
  return variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
};

/** WGAN-GP, 3 updates of the critic a round; by whichever gradients are registered. */
export async function plainProgram(kind: Kind, rounds: number, seed = 1): Promise<Coverage & { readonly points: Tensor }> {
  const random = randomStream(seed);
  const generator = perceptron('relu', [LATENTS, 2], random.split('generator'));
  const critic = perceptron(kind, [2, 1], random.split('critic'));
  const [ofGenerator, ofCritic] = [generator, critic].map((net) => adam([net], { learningRate: 1e-3, beta1: 0, beta2: 0.9 }));
  const fakes = (count: number): Tensor => generator.apply(random.normal([count, LATENTS]));
  const update = (optimizer: typeof ofCritic, f: () => Scalar): void =>
    tf.tidy(() => optimizer!.apply(derivatives(f, optimizer!.variables)));

  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < 3; step++) {
      tf.tidy(() => {
        const [real, fake, share] = [ringPoints(BATCH, random), fakes(BATCH), random.uniform([BATCH, 1])];
        const between = tf.add(tf.mul(share, real), tf.mul(tf.sub(1, share), fake));
        const wasserstein = (): Scalar => tf.sub(tf.mean<Scalar>(critic.apply(fake)), tf.mean<Scalar>(critic.apply(real)));
        update(ofCritic, () => tf.add(wasserstein(), gradientPenalty(critic, between)));
      });
    }
    update(ofGenerator, () => tf.neg(tf.mean<Scalar>(critic.apply(fakes(BATCH)))));
  }
  const points = tf.tidy(() => fakes(2000));
  tf.dispose([...generator.trainable, ...critic.trainable]);
  [ofGenerator, ofCritic].forEach((optimizer) => optimizer!.dispose());
  return { ...(await coverageOf(points)), points };
}

export interface Slopes {
  /** Of the penalty in a fixed direction of all weights: by finite differences. */
  readonly numeric: number;
  /** By whichever gradients are registered. */
  readonly analytic: number;
  /** The whole gradient, a part a weight. */
  readonly gradient: readonly Float32Array[];
}

/** How fast the penalty of an untrained critic changes in the direction of `toward`, or of its own gradient where none is given. */
export async function penaltySlope(kind: Kind, toward?: readonly Float32Array[]): Promise<Slopes> {
  const random = randomStream(2);
  const critic = perceptron(kind, [2, 1], random.split('critic'));
  const points = random.uniform([BATCH, 2], { low: -1 });
  const gradient = tf.tidy(() => derivatives(() => gradientPenalty(critic, points), critic.trainable));
  const own = await Promise.all(gradient.map((g) => g.data<'float32'>()));
  const direction = unit(toward ?? own);
  const analytic = sum(direction.map((part, i) => sum([...part].map((value, j) => value * own[i]![j]!))));
  const at = async (step: number): Promise<number> => {
    const value = tf.tidy(() => {
      critic.trainable.forEach((variable, i) => variable.assign(tf.add(variable, tf.mul(tf.tensor(direction[i]!, variable.shape), step))));
      return gradientPenalty(critic, points);
    });
    const [penalty = NaN] = await value.data();
    value.dispose();
    return penalty;
  };
  const step = 0.002;
  const [above, below] = [await at(step), await at(-2 * step)];
  tf.dispose([...critic.trainable, ...gradient, points]);
  return { numeric: (above - below) / (2 * step), analytic, gradient: own };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
function unit(direction: readonly Float32Array[]): Float32Array[] {
  const length = Math.sqrt(sum(direction.map((part) => sum([...part].map((value) => value * value)))));
  return direction.map((part) => part.map((value) => value / length));
}
