import type { Dataset, ImageBatch, JsonObject, JsonValue } from '@ganblocks/core';
import type { CreatedSystem } from '@ganblocks/models';
import { columns } from '../text/columns';
import { count } from '../text/numbers';
import type { RunCommand } from './runCommand';

/** Where the licence is known, the run's progress says it. */
const UNKNOWN_LICENCE = 'of unknown licence: see to it before you pass on what comes of them';

export interface RunDescription {
  readonly command: RunCommand;
  readonly system: CreatedSystem;
  readonly dataset: Dataset<ImageBatch>;
  /** `[H, W, C]` of the images, where they are any. */
  readonly imageShape?: readonly number[];
  readonly backend: string;
  readonly run: string;
  /** Images shown when the run goes on. */
  readonly from?: number;
}

/** What a person should see before a run begins. */
export function describeRun({ command, system, dataset, imageShape, backend, run, from }: RunDescription): string {
  const networks = Object.entries(system.networks).map(([name, { trainable }]) => {
    return `${name} ${count(trainable.reduce((sum, { size }) => sum + size, 0))} parameters`;
  });
  const shape = imageShape ? ` of ${imageShape.join(' x ')}` : '';
  const licence = valueOf(dataset.describe(), 'licence');
  return columns(
    [
      ['system', `${system.name}: ${networks.join(', ')}`],
      ['', settingsOf(system.config)],
      ['data', `${dataset.name}: ${count(dataset.size)} ${imageShape ? 'images' : 'points'}${shape}`],
      ...(licence === undefined ? [['', UNKNOWN_LICENCE]] : []),
      [
        'training',
        `${count(command.images)} images in batches of ${command.batchSize}${from === undefined ? '' : `, ${count(from)} of them shown`}`,
      ],
      ['backend', backend],
      ['run', run],
    ],
    { indent: 0, width: 120 },
  );
}

const settingsOf = (config: JsonObject): string =>
  Object.entries(config)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** The first text of this name, in a description of a data set or in those within it. */
function valueOf(json: JsonValue, name: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!Array.isArray(json)) {
    const own = (json as JsonObject)[name];
    if (typeof own === 'string') return own;
  }
  for (const part of Object.values(json)) {
    const found = valueOf(part as JsonValue, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
