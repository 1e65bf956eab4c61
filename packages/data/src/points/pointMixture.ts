import { check, printable, randomStream, shown } from '@ganblocks/core';
import type { BatchStream, Dataset, JsonObject, RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** Points of the plane, and the number of the mode that each comes from. */
export interface PointBatch {
  /** float32 `[N, 2]`. */
  readonly points: Tensor2D;
  /** int32 `[N]`; -1 where the distribution has no modes. */
  readonly modes: Tensor1D;
}

/** Points without end, and where their modes are: what mode counts and shares of good samples are measured by. */
export interface PointMixture extends Dataset<PointBatch> {
  /** The centre of each mode; empty where there are none. */
  readonly centres: readonly (readonly [number, number])[];
  /** The standard deviation of each coordinate around its centre. */
  readonly deviation: number;
}

/** One point before its noise, and the number of its mode. */
interface Drawn {
  readonly at: readonly [number, number];
  readonly mode: number;
}

interface PointMixtureParts {
  readonly name: string;
  readonly centres: PointMixture['centres'];
  readonly deviation: number;
  readonly options: JsonObject;
  readonly draw: (random: RandomStream) => Drawn;
}

/** Points an epoch: there is no end to them, but a run's length is counted in something. */
const NOMINAL_SIZE = 100_000;

/** A data set of drawn points with Gaussian noise; batch k comes from the seed's stream named `batch k`, so that the state is `{ batch, seed }`. */
export function pointMixture({ name, centres, deviation, options, draw }: PointMixtureParts): PointMixture {
  check(deviation >= 0 && deviation < 1e6, () => `${name}: the deviation must be a number from 0. Got ${deviation}.`);

  function batch(random: RandomStream, count: number): PointBatch {
    const drawn = Array.from({ length: count }, () => draw(random));
    return {
      points: tf.tidy(() => tf.add(tf.tensor2d(drawn.flatMap(({ at }) => [...at]), [count, 2]), random.normal([count, 2], { deviation }))), // prettier-ignore
      modes: tf.tensor1d(drawn.map(({ mode }) => mode), 'int32'), // prettier-ignore
    };
  }

  return {
    name,
    size: NOMINAL_SIZE,
    centres,
    deviation,
    describe: () => ({ name, endless: true, ...options }),
    stream({ batchSize, seed }): BatchStream<PointBatch> {
      check(
        Number.isSafeInteger(batchSize) && batchSize > 0,
        () => `${name} stream: batchSize must be a whole number above 0. Got ${batchSize}.`,
      );
      let root = randomStream(seed);
      let at = { batch: 0, seed };
      let closed = false;
      return {
        async next() {
          check(!closed, () => `${name} stream: next() was called after close(). Open a new stream with dataset.stream(...).`);
          const random = root.split(`batch ${at.batch}`);
          at = { ...at, batch: at.batch + 1 };
          return batch(random, batchSize);
        },
        async close() {
          closed = true;
        },
        tensors: () => ({}),
        toJson: () => ({ ...at }),
        restore(tensors, json) {
          at = checkSaved(name, Object.keys(tensors), json);
          root = randomStream(at.seed);
        },
      };
    },
  };
}

function checkSaved(name: string, tensors: readonly string[], { batch, seed }: JsonObject): { batch: number; seed: number } {
  const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  const remedy = 'Restore what this data set’s own stream saved with toJson().';
  check(tensors.length === 0, () => `${name} stream: expected no tensors to restore. Got ${printable(tensors.join(', '), 80)}. ${remedy}`);
  check(isCount(batch), () => `${name} stream: batch must be a whole number from 0. Got ${shown(batch)}. ${remedy}`);
  check(isCount(seed), () => `${name} stream: seed must be a whole number from 0. Got ${shown(seed)}. ${remedy}`);
  return { batch, seed };
}
