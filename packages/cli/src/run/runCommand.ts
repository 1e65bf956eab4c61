import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check, type JsonObject, printable } from '@ganblocks/core';
import type { Observer } from '@ganblocks/training';
import type { AverageSettings } from '../training/averageSpec';

/** Everything that a run was started with: what it takes to go on exactly. Plain data. */
export interface RunCommand {
  readonly system: string;
  /** Full. */
  readonly config: JsonObject;
  /** As `--data` has it, paths absolute. */
  readonly data: string;
  /** Images of each class that keep their label, for a system that learns from few of them. The run's seed draws which. */
  readonly labels?: number;
  readonly mirror: boolean;
  readonly skipBroken: boolean;
  /** Absolute. Absent: with the data. */
  readonly cacheFolder?: string;
  readonly images: number;
  readonly batchSize: number;
  readonly seed: number;
  /** `null`: no averages; absent: those that `train` has by default. */
  readonly ema?: AverageSettings;
  readonly rates?: string;
  readonly augment?: string;
  readonly microBatchSize?: number;
  /** Threads that share each batch. Absent: one. A run may go on with another number of them. */
  readonly replicas?: number;
  readonly evaluate?: { readonly metrics: readonly string[]; readonly every: number; readonly samples: number };
  readonly sampleEvery?: number;
  readonly checkpointEvery?: number;
  readonly keep?: number;
  readonly tensorBoard: boolean;
  readonly recover: boolean;
  readonly watch: boolean;
  /** The one that was chosen; a run goes on bit for bit on the same. */
  readonly backend: string;
}

const FILE = 'command.json';
const FORMAT = 'ganblocks-command';

/**
 * An observer that writes the command into the run's folder, beside its configuration: whole, or not at all. Name it behind those of the folder itself.
 */
export function commandFile(folder: string, command: RunCommand): Observer {
  return {
    async begin() {
      const temporary = join(folder, `.${FILE}.tmp`);
      await writeFile(temporary, `${JSON.stringify({ format: FORMAT, version: 1, ...command }, null, 2)}\n`);
      await rename(temporary, join(folder, FILE));
    },
  };
}

/**
 * The command that a run was started with; nothing where it was started by a script.
 *
 * @throws GanError where the file is damaged.
 */
export async function readCommand(folder: string): Promise<RunCommand | undefined> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const command = parse(text);
  const problem = command ? problemOf(command) : 'format';
  check(problem === undefined, () => {
    return `run '${printable(folder, 200)}': ${problem} of its ${FILE} does not fit. The file is damaged, or of another release: start a new run.`;
  });
  return command as unknown as RunCommand;
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** The first field that is missing or of another kind. */
function problemOf(command: JsonObject): string | undefined {
  const fits: Readonly<Record<string, boolean>> = {
    format: command['format'] === FORMAT && command['version'] === 1,
    ...ofType(command, ['system', 'data', 'backend'], 'string'),
    ...ofType(command, ['images', 'batchSize', 'seed'], 'number'),
    ...ofType(command, ['mirror', 'skipBroken', 'tensorBoard', 'recover', 'watch'], 'boolean'),
    config: typeof command['config'] === 'object' && command['config'] !== null,
  };
  return Object.keys(fits).find((field) => !fits[field]);
}

const ofType = (command: JsonObject, fields: readonly string[], type: string): Record<string, boolean> =>
  Object.fromEntries(fields.map((field) => [field, typeof command[field] === type]));
