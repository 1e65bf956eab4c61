import type { Dataset, ImageBatch, JsonObject } from '@ganblocks/core';
import { attributeImages, type ImageTable, labelledImages, pointImages, semiSupervisedImages } from '@ganblocks/data';
import type { Learnt } from '@ganblocks/models';
import { checkUsage } from '../usageError';
import type { OpenAt } from './dataSource';
import { checkAttributes } from './checkAttributes';
import { checkClasses } from './checkClasses';
import { dataSources, type DataSpec } from './dataSpec';
import { fitTable } from './fitTable';

/** What a system says of the data that it takes. */
export interface Wanted {
  /** Its name, for errors. */
  readonly system: string;
  readonly learns: Learnt;
  readonly resolution: number;
  readonly imageChannels: number;
  /** How many classes it learns, where it learns images of which all or some are labelled. */
  readonly classes?: number;
  /** How many attributes, where it learns attributed images. */
  readonly attributes?: number;
}

/** Which images keep their labels, for a system that learns from few of them. */
interface FewLabels {
  /** Of each class. */
  readonly perClass: number;
  /** Draws which ones. */
  readonly seed: number;
}

export type OpenOptions = Pick<OpenAt, 'part' | 'skipBroken' | 'cacheFolder' | 'onProgress'>;

/** Data that is ready to be learned from. */
export interface OpenData {
  readonly dataset: Dataset<ImageBatch>;
  /** Absent where there are points. */
  readonly table?: ImageTable;
  close(): Promise<void>;
}

/**
 * Opens the data that a spec asks for, as a system takes it.
 *
 * @throws UsageError where the system learns something else; GanError where the data cannot be read.
 */
export async function openData(
  spec: DataSpec,
  wanted: Wanted,
  { mirror = false, labels, ...options }: OpenOptions & { mirror?: boolean; labels?: FewLabels },
): Promise<OpenData> {
  const { source, argument } = spec;
  checkKind(spec, wanted);
  if (source.holds === 'points') {
    checkUsage(!mirror, () => `--mirror turns images. Got '${source.name}', which has points. Leave it out.`);
    return { dataset: pointImages(source.open()), close: async () => undefined };
  }
  const { resolution, imageChannels } = wanted;
  const table = fitTable(await source.open({ ...options, argument, resolution, imageChannels }), wanted);
  if (wanted.learns === 'labelled images') checkClasses(table, wanted);
  if (wanted.learns === 'attributed images') checkAttributes(table, wanted);
  if (wanted.learns === 'images, some labelled') checkClasses(table, wanted);
  return { dataset: batchesOf(table, wanted.learns, { mirror, ...labels }), table, close: () => table.close() };
}

/** As the system takes them. What only looks at the images, such as an evaluation, has no labels to choose: all stay. */
function batchesOf(table: ImageTable, learns: Learnt, options: { mirror: boolean } & Partial<FewLabels>): Dataset<ImageBatch> {
  if (learns === 'images, some labelled') return semiSupervisedImages(table, options);
  return learns === 'attributed images' ? attributeImages(table, options) : labelledImages(table, options);
}

/**
 * Checks that a system learns what the data holds.
 *
 * @throws UsageError where it does not.
 */
export function checkKind({ source }: DataSpec, wanted: Wanted): void {
  const needed = wanted.learns === 'points' ? 'points' : 'images';
  checkUsage(source.holds === needed, () => {
    const fitting = dataSources.filter(({ holds }) => holds === needed).map(({ name }) => name);
    return `--data: ${wanted.system} learns ${wanted.learns}. Got '${source.name}', which has ${source.holds}. Choose from ${fitting.join(', ')}.`;
  });
}

/** What a system takes by its full configuration. */
export function wantedBy(system: string, learns: Learnt, config: JsonObject): Wanted {
  const { resolution, imageChannels, classes, attributes } = config;
  const known = typeof resolution === 'number' && typeof imageChannels === 'number';
  checkUsage(
    known || learns === 'points',
    () => `${system}: its configuration says no resolution and imageChannels, which data is read by.`,
  );
  const labelled = ['labelled images', 'images, some labelled'].includes(learns) && { classes: Number(classes) };
  const attributed = learns === 'attributed images' && { attributes: Number(attributes) };
  return { system, learns, resolution: Number(resolution), imageChannels: Number(imageChannels), ...labelled, ...attributed };
}
