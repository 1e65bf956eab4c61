import type { RandomStream } from '@ganblocks/core';
import type { ImageTable } from '@ganblocks/data';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Metric, OpenJudge } from './judge';
import type { ChosenMetrics } from './metrics';
import { realImages } from './realImages';

/** Draws so many images; the caller disposes them. */
type Draw = (count: number, random: RandomStream) => Tensor4D;

interface MeasureOptions {
  readonly samples: number;
  /** Images drawn at a time. */
  readonly batchSize: number;
  readonly random: RandomStream;
}

/** Judges that have seen the real images, and look at generated ones as often as they are asked. */
export interface Panel {
  readonly metrics: readonly Metric[];
  /** How many real images they have seen. */
  readonly reals: number;
  readonly notes: readonly string[];
  /** The figures asked for, over freshly drawn images, by name. */
  measure(draw: Draw, options: MeasureOptions): Promise<Readonly<Record<string, number>>>;
  dispose(): void;
}

/** So many real images at most: evenly spaced ones where there are more. */
const REALS = 10_000;

/** Opens the judges of the metrics and shows them the real images. */
export async function openPanel({ metrics, judges }: ChosenMetrics, reals: ImageTable): Promise<Panel> {
  const open: OpenJudge[] = [];
  const dispose = (): void => open.forEach((judge) => judge.dispose());
  try {
    const names = metrics.map(({ name }) => name);
    const [resolution, , imageChannels] = reals.imageShape;
    for (const judge of judges) open.push(await judge.open({ resolution, imageChannels }, names));
    await realImages(reals, REALS, async (images) => {
      for (const judge of open) await judge.addReal(images);
    });
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    metrics,
    reals: Math.min(REALS, reals.size),
    notes: open.map(({ note }) => note),
    async measure(draw, { samples, batchSize, random }) {
      open.forEach((judge) => judge.clearFakes());
      for (let drawn = 0; drawn < samples; drawn += batchSize) {
        const images = draw(Math.min(batchSize, samples - drawn), random);
        try {
          for (const judge of open) await judge.addFake(images);
        } finally {
          tf.dispose(images);
        }
      }
      const figures = Object.assign({}, ...open.map((judge) => judge.figures())) as Record<string, number>;
      return Object.fromEntries(metrics.map(({ name }) => [name, figures[name] ?? NaN]));
    },
    dispose,
  };
}
