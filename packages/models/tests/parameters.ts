import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { network } from '@ganblocks/layers';

interface Published {
  readonly models: Readonly<Record<string, { readonly trainable_parameters: number }>>;
}
const file = new URL('../../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as Published).models;

/** How many numbers a network of a paper learns, by its key in the goldens. */
export const publishedParameters = (key: string): number | undefined => published[key]?.trainable_parameters;

/** How many numbers a model learns; the model is freed. */
export function parametersOf(model: LayersModel): number {
  const { trainable, dispose } = network(model);
  const count = trainable.reduce((sum, { size }) => sum + size, 0);
  dispose();
  return count;
}
