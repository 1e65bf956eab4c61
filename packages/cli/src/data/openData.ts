import type { Dataset, ImageBatch, JsonObject } from '@ganblocks/core';
import { type ImageTable, labelledImages } from '@ganblocks/data';
import { checkUsage } from '../usageError';
import type { OpenAt } from './dataSource';
import { dataSources, type DataSpec } from './dataSpec';
import { fitTable } from './fitTable';
import { pointsAsImages } from './pointsAsImages';

/** What a system says of the data that it takes. */
export interface Wanted {
  /** Its name, for errors. */
  readonly system: string;
  readonly learns: 'images' | 'points';
  readonly resolution: number;
  readonly imageChannels: number;
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
  { mirror = false, ...options }: OpenOptions & { mirror?: boolean },
): Promise<OpenData> {
  const { source, argument } = spec;
  checkKind(spec, wanted);
  if (source.holds === 'points') {
    checkUsage(!mirror, () => `--mirror turns images. Got '${source.name}', which has points. Leave it out.`);
    return { dataset: pointsAsImages(source.open()), close: async () => undefined };
  }
  const { resolution, imageChannels } = wanted;
  const table = fitTable(await source.open({ ...options, argument, resolution, imageChannels }), wanted);
  return { dataset: labelledImages(table, { mirror }), table, close: () => table.close() };
}

/**
 * Checks that a system learns what the data holds.
 *
 * @throws UsageError where it does not.
 */
export function checkKind({ source }: DataSpec, wanted: Wanted): void {
  checkUsage(source.holds === wanted.learns, () => {
    const fitting = dataSources.filter(({ holds }) => holds === wanted.learns).map(({ name }) => name);
    return `--data: ${wanted.system} learns ${wanted.learns}. Got '${source.name}', which has ${source.holds}. Choose from ${fitting.join(', ')}.`;
  });
}

/** Resolution and channels of a configuration, where it has them. */
export function wantedBy(system: string, learns: Wanted['learns'], config: JsonObject): Wanted {
  const { resolution, imageChannels } = config;
  const known = typeof resolution === 'number' && typeof imageChannels === 'number';
  checkUsage(
    known || learns === 'points',
    () => `${system}: its configuration says no resolution and imageChannels, which data is read by.`,
  );
  return { system, learns, resolution: Number(resolution), imageChannels: Number(imageChannels) };
}
