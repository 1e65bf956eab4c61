import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check, installGradients, type RandomStream, stopGradient, type Stateful } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';
import { restoreScalars } from '../state/restoreScalars';
import { checkPenalty } from './checkPenalty';
import { lengthsOf, squaredNorms } from './squaredNorms';

/** Styles `[N, D]` or `[N, layers, D]` → images `[N, H, W, C]`. */
export type Synthesis = (styles: Tensor) => Tensor4D;

/**
 * The length of the path that images take as styles move: |Jᵀy| for noise y, jacobian J of the images by the styles. Styles of several
 * layers give the root of the mean over layers of the squared lengths.
 *
 * Shapes: styles `[N, D]` or `[N, layers, D]`, noise `[N, H, W, C]` from N(0, 1), or what draws it, which is divided by √(H·W) → `[N]`.
 * Differentiable again. The caller disposes.
 *
 * @throws GanError where the styles have other axes.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 3.2, https://arxiv.org/abs/1912.04958
 * @example const lengths = pathLengths((w) => tf.reshape(w, [2, 1, 1, 3]), tf.ones([2, 3]), tf.ones([2, 1, 1, 3])); // [√3, √3]
 */
export function pathLengths(synthesize: Synthesis, styles: Tensor, noise: Tensor | ((shape: number[]) => Tensor)): Tensor1D {
  check(styles.rank === 2 || styles.rank === 3, () => {
    return `pathLengths: styles must be [N, D] or [N, layers, D]. Got ${shapeOf(styles)}.`;
  });
  installGradients();
  return tf.tidy(() => {
    const projected = (w: Tensor): Scalar => {
      const images = synthesize(w);
      const given = typeof noise === 'function' ? noise(images.shape) : noise;
      return tf.sum(tf.mul(images, tf.div(given, Math.sqrt(images.shape[1] * images.shape[2]))));
    };
    const layers = styles.rank === 3 ? (styles.shape[1] ?? 1) : 1;
    return lengthsOf(tf.div(squaredNorms(tf.grad(projected)(styles)), layers));
  });
}

export interface PathLengthOptions {
  /** Default 2. */
  readonly weight?: number;
  /** The share of the running mean that stays at each application. Default 0.99. */
  readonly decay?: number;
  /** Steps of the generator from one application to the next. Default 4. */
  readonly every?: number;
  /** Whether the mean that the lengths are compared with is a constant; the released code differentiates through its last move. Default false. */
  readonly detached?: boolean;
}

/** Where the penalty is taken. */
export interface PathLengthPoint {
  readonly synthesize: Synthesis;
  /** `[N, D]` or `[N, layers, D]`; half a batch is enough. */
  readonly styles: Tensor;
  readonly random: RandomStream;
}

export interface PathLength extends Stateful {
  readonly name: string;
  readonly every: number;
  /** The term, and the running mean's move. Inside `minimize`, which must know the mapping's weights through `styles`. */
  term(at: PathLengthPoint): Scalar;
  dispose(): void;
}

export interface PathLengthPenalty {
  readonly penalty: Scalar;
  /** The running mean after its move. */
  readonly mean: Scalar;
}

/**
 * The penalty for given lengths and running mean: weight · mean (length - a')², with a' = decay · a + (1 - decay) · mean length.
 *
 * Shapes: lengths `[N]`, a scalar → two scalars. Differentiable to any order. The caller disposes both.
 *
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 3.2, eq. 4, https://arxiv.org/abs/1912.04958
 * @example pathLengthAt(tf.tensor1d([1, 3]), tf.scalar(0), { weight: 1, decay: 0.5 }).penalty; // 2
 */
export function pathLengthAt(
  lengths: Tensor1D,
  mean: Tensor,
  { weight = 2, decay = 0.99, detached = false }: Omit<PathLengthOptions, 'every'> = {},
): PathLengthPenalty {
  return tf.tidy(() => {
    const moved: Scalar = tf.add(tf.mul(mean, decay), tf.mul(tf.mean<Scalar>(lengths), 1 - decay));
    const target = detached ? stopGradient(moved) : moved;
    return { penalty: tf.mul<Scalar>(tf.mean<Scalar>(tf.square(tf.sub(lengths, target))), weight), mean: moved };
  });
}

/**
 * Path length regularization: weight · mean (|Jᵀy| - a)², with a the running mean of the lengths, so that a step in style space changes
 * the image by about as much everywhere.
 *
 * Lazy: applied every fourth step of the generator with `dueTerm`. The state is a. Twice differentiable where the synthesis is. The
 * caller disposes.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 3.2, eq. 4, https://arxiv.org/abs/1912.04958
 * @example const regularization = pathLength({ weight: 2, every: 4 });
 */
export function pathLength({ weight = 2, decay = 0.99, every = 4, detached = false }: PathLengthOptions = {}): PathLength {
  checkPenalty('pathLength', { weight }, every);
  check(decay >= 0 && decay < 1, () => `pathLength: decay must lie in [0, 1). Got ${decay}.`);
  const mean = tf.tidy(() => tf.variable(tf.scalar(0), false));
  return {
    name: 'pathLength',
    every,
    term: ({ synthesize, styles, random }) =>
      tf.tidy(() => {
        const result = pathLengthAt(
          pathLengths(synthesize, styles, (shape) => random.normal(shape)),
          mean,
          { weight, decay, detached },
        );
        mean.assign(stopGradient(result.mean));
        return result.penalty;
      }),
    tensors: () => ({ mean }),
    toJson: () => ({}),
    restore: (tensors) => restoreScalars('pathLength', { mean }, tensors),
    dispose: () => mean.dispose(),
  };
}
