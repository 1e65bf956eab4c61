import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageTable } from '@ganblocks/data';
import { imageFolder } from '@ganblocks/data/node';
import {
  featureRows,
  featureStatistics,
  frechetDistance,
  inceptionScore,
  kernelInceptionDistance,
  precisionRecall,
  prepareImages,
  type Extractor,
  type Features,
  type GaussianStatistics,
} from '@ganblocks/metrics';
import { inceptionFromFile } from '@ganblocks/metrics/node';
import * as tf from '@tensorflow/tfjs-core';
import { firstRows } from './firstRows';
import { imagesOf } from './imagesOf';

const batchSize = 10;

interface Outputs {
  readonly features: Features;
  readonly logits: Features;
}

async function extracted(images: tf.Tensor4D, extractor: Extractor): Promise<Outputs> {
  const prepared = prepareImages(images, extractor);
  const { features, logits = features } = await extractor.extract(prepared);
  tf.dispose([images, prepared]);
  return { features, logits };
}

const joined = (parts: readonly Features[]): Features => {
  const data = parts.flatMap((part) => Array.from(part.data));
  return featureRows(Float64Array.from(data), parts[0]?.columns ?? 0);
};

/** Features and logits of all images of a table, in their order. */
async function outputsOf(table: ImageTable, extractor: Extractor): Promise<Outputs> {
  const parts: Outputs[] = [];
  for (let from = 0; from < table.size; from += batchSize) {
    const count = Math.min(batchSize, table.size - from);
    parts.push(await extracted(await imagesOf(table, from, count), extractor));
    process.stderr.write(`\r${table.name}: ${from + count} of ${table.size} `);
  }
  return { features: joined(parts.map(({ features }) => features)), logits: joined(parts.map(({ logits }) => logits)) };
}

function statisticsOf({ columns, data }: Features): GaussianStatistics {
  const statistics = featureStatistics(columns);
  statistics.add(data);
  return statistics.result();
}

function figuresOf(a: Outputs, b: Outputs): Readonly<Record<string, number>> {
  const count = a.features.rows;
  // A single subset of all samples: no draw makes a difference.
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const kid = kernelInceptionDistance(a.features, b.features, { subsets: [{ x: all, y: all }] });
  const score = inceptionScore(b.logits, { splits: 10 });
  const [near, wide] = [precisionRecall(a.features, b.features, { k: 3 }), precisionRecall(a.features, b.features, { k: 5 })];
  return {
    fid: frechetDistance(statisticsOf(a.features), statisticsOf(b.features)).distance,
    kid: kid.mean,
    inceptionScore: score.mean,
    inceptionScoreDeviation: score.deviation,
    'precision (k 3)': near.precision,
    'recall (k 3)': near.recall,
    'precision (k 5)': wide.precision,
    'recall (k 5)': wide.recall,
    'density (k 5)': wide.density,
    'coverage (k 5)': wide.coverage,
  };
}

/** Our figures of `a` (real) and `b` (fake) in `ours.json`, and what we make of the first images in `our-rows.json`. */
export async function measure(folder: string): Promise<void> {
  const open = (name: string): Promise<ImageTable> =>
    imageFolder(join(folder, name), { classes: 'none', cacheFolder: join(folder, 'cache') });
  const [a, b] = [await open('a'), await open('b')];
  await writeFile(join(folder, 'our-rows.json'), JSON.stringify(await firstRows(folder, a, b)));
  const extractor = await inceptionFromFile(join(folder, 'weights.safetensors'));
  const figures = figuresOf(await outputsOf(a, extractor), await outputsOf(b, extractor));
  extractor.dispose();
  await Promise.all([a.close(), b.close()]);
  await writeFile(join(folder, 'ours.json'), JSON.stringify(figures, null, 1));
}
