import { randomStream, type GanSystem, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';

/** The largest singular value of a kernel, and the second (0 where it has one row or column). */
export type SingularPair = readonly [first: number, second: number];

/** By the name of the weight: `generator/project/kernel`. */
export type SingularValues = Readonly<Record<string, SingularPair>>;

export interface SingularValueMeter {
  measure(networks: GanSystem<never>['networks']): Promise<SingularValues>;
}

export interface SingularValueOptions {
  /** Steps of the power iteration at each look but a weight's first, which takes 20. Default 3. */
  readonly iterations?: number;
  /** Of the first vectors. Default 0. */
  readonly seed?: number;
}

const FIRST = 20;

/** How much of a new random vector is mixed in at each look: an iteration that has reached zero, as that of a kernel of zeros, goes on. */
const FRESH = 0.01;

/**
 * Measures the two largest singular values of every trained kernel, as a matrix whose columns are its last axis (`[kh·kw·C, K]`), with power
 * iteration of two vectors at right angles: Q ← orthonormal(Wᵀ W Q), and the singular values of W Q. The vectors of a look are where the next one
 * begins; between looks nothing stays on the backend. Weights are taken as they are stored, before a spectral normalization or another
 * reparametrization. All numbers are read at once.
 *
 * @see Brock et al. 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", section 4.1, https://arxiv.org/abs/1809.11096
 * @example const values = await topSingularValues().measure(gan.networks);
 */
export function topSingularValues({ iterations = 3, seed = 0 }: SingularValueOptions = {}): SingularValueMeter {
  const known = new WeakMap<Variable, Float32Array>();
  const root = randomStream(seed);
  return {
    async measure(networks) {
      const kernels = kernelsOf(networks);
      if (kernels.length === 0) return {};
      const all = tf.tidy(() =>
        tf.concat(
          kernels.map(({ name, variable, columns, vectors }) => {
            const matrix = tf.reshape<tf.Rank.R2>(variable, [-1, columns]);
            const before = known.get(variable);
            const start = startOf(before, [columns, vectors], root.split(name));
            return iterate(matrix, start, before ? iterations : FIRST);
          }),
        ),
      );
      const numbers = await all.data<'float32'>();
      all.dispose();
      let at = 0;
      const values = kernels.map(({ name, variable, columns, vectors }) => {
        const [a, b, c] = numbers.subarray(at, at + 3) as unknown as [number, number, number];
        at += 3;
        known.set(variable, numbers.slice(at, at + columns * vectors));
        at += columns * vectors;
        return [name, pairOf(a, b, c)] as const;
      });
      return Object.fromEntries(values);
    },
  };
}

interface Kernel {
  readonly name: string;
  readonly variable: Variable;
  readonly columns: number;
  /** 2, or 1 where a matrix has no more singular values. */
  readonly vectors: 1 | 2;
}

function kernelsOf(networks: GanSystem<never>['networks']): readonly Kernel[] {
  return Object.entries(networks).flatMap(([network, { trainable }]) =>
    trainable
      .filter(({ rank, size, dtype }) => rank >= 2 && size > 0 && dtype === 'float32')
      .map((variable): Kernel => {
        const columns = variable.shape.at(-1)!;
        const name = variable.name.startsWith(`${network}/`) ? variable.name : `${network}/${variable.name}`;
        return { name, variable, columns, vectors: Math.min(columns, variable.size / columns) > 1 ? 2 : 1 };
      }),
  );
}

function startOf(before: Float32Array | undefined, shape: [number, number], random: RandomStream): Tensor2D {
  const fresh = tf.div(random.normal(shape), Math.sqrt(shape[0]));
  return orthonormal((before ? tf.add(tf.tensor2d(before, shape), tf.mul(fresh, FRESH)) : fresh) as Tensor2D);
}

/** a, b and c of (W Q)ᵀ (W Q) = [[a, b], [b, c]], then Q. */
function iterate(matrix: Tensor2D, start: Tensor2D, iterations: number): Tensor1D {
  let vectors = start;
  for (let i = 0; i < iterations; i++) vectors = orthonormal(tf.matMul(matrix, tf.matMul(matrix, vectors), true));
  const [first, second] = columnsOf(tf.matMul(matrix, vectors));
  const dot = (a: Tensor, b: Tensor): Tensor => tf.reshape(tf.sum(tf.mul(a, b)), [1]);
  const zero = tf.zeros([1]);
  const products = [dot(first, first), second ? dot(first, second) : zero, second ? dot(second, second) : zero];
  return tf.concat1d([...products, tf.reshape(vectors, [-1])] as Tensor1D[]);
}

/** Of length 1, or shorter where it is shorter than `least`. */
const unit = (x: Tensor2D, least = 1e-12): Tensor2D => tf.div(x, tf.maximum(tf.norm(x), least));

/**
 * Gram and Schmidt's way for one or two columns, the second taken twice: what rounding leaves of a column that lies along the first may lie along
 * it too, and is then not stretched to length 1 again.
 */
function orthonormal(vectors: Tensor2D): Tensor2D {
  const [first, second] = columnsOf(vectors);
  const one = unit(first);
  if (!second) return one;
  const rest = (x: Tensor2D): Tensor2D => tf.sub(x, tf.mul(one, tf.sum(tf.mul(one, x))));
  return tf.concat2d([one, unit(rest(unit(rest(second))), 0.5)], 1);
}

function columnsOf(matrix: Tensor2D): readonly [Tensor2D, Tensor2D | undefined] {
  const [rows, columns] = matrix.shape;
  if (columns === 1) return [matrix, undefined];
  return [tf.slice(matrix, [0, 0], [rows, 1]), tf.slice(matrix, [0, 1], [rows, 1])];
}

/** The roots of the eigenvalues of [[a, b], [b, c]]. */
function pairOf(a: number, b: number, c: number): SingularPair {
  const [middle, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  return [Math.sqrt(middle + half), Math.sqrt(Math.max(0, middle - half))];
}
