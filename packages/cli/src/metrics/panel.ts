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
  /** Told how many images have been drawn. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Judges that have seen the real images, and look at generated ones as often as they are asked. */
export interface Panel {
  readonly metrics: readonly Metric[];
  /** How many real images they have seen. */
  readonly reals: number;
  readonly notes: readonly string[];
  /** Whose features the figures are of. */
  readonly extractors: readonly OpenJudge['extractor'][];
  /** What the figures depend on besides the images, by the name of a metric. */
  readonly settings: OpenJudge['settings'];
  /** The figures asked for, over freshly drawn images, by name. */
  measure(draw: Draw, options: MeasureOptions): Promise<Readonly<Record<string, number>>>;
  dispose(): void;
}

const REALS = 10_000;

interface PanelOptions {
  /** So many real images at most: evenly spaced ones where there are more. Default: 10,000. */
  readonly reals?: number;
  /** Told how many of them have been looked at. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Opens the judges of the metrics and shows them the real images. */
export async function openPanel(
  { metrics, judges, extractor }: ChosenMetrics,
  table: ImageTable,
  { reals: most = REALS, onProgress }: PanelOptions = {},
): Promise<Panel> {
  const reals = Math.min(most, table.size);
  const open: OpenJudge[] = [];
  const dispose = (): void => open.forEach((judge) => judge.dispose());
  try {
    const names = metrics.map(({ name }) => name);
    const [resolution, , imageChannels] = table.imageShape;
    const judged = { resolution, imageChannels, ...(extractor !== undefined && { extractor }) };
    for (const judge of judges) open.push(await judge.open(judged, names));
    let seen = 0;
    await realImages(table, reals, async (images) => {
      for (const judge of open) await judge.addReal(images);
      onProgress?.((seen += images.shape[0]), reals);
    });
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    metrics,
    reals,
    notes: open.map(({ note }) => note),
    extractors: [...new Map(open.map((judge) => [judge.extractor.name, judge.extractor])).values()],
    settings: Object.assign({}, ...open.map(({ settings }) => settings)) as OpenJudge['settings'],
    async measure(draw, { samples, batchSize, random, onProgress: drawnImages }) {
      open.forEach((judge) => judge.clearFakes());
      for (let drawn = 0; drawn < samples; drawn += batchSize) {
        const count = Math.min(batchSize, samples - drawn);
        const images = draw(count, random);
        try {
          for (const judge of open) await judge.addFake(images);
        } finally {
          tf.dispose(images);
        }
        drawnImages?.(drawn + count, samples);
      }
      const figures = Object.assign({}, ...open.map((judge) => judge.figures())) as Record<string, number>;
      return Object.fromEntries(metrics.map(({ name }) => [name, figures[name] ?? NaN]));
    },
    dispose,
  };
}
