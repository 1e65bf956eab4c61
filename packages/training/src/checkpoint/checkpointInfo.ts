import { check, shown, type JsonObject, type JsonValue, type StreamRequest } from '@ganblocks/core';
import { NO_CHECKSUM } from './checksum';

/** What a checkpoint says besides its tensors. */
export interface CheckpointInfo {
  readonly system: string;
  readonly config: JsonObject;
  readonly step: number;
  readonly imagesSeen: number;
  readonly seconds: number;
  /** The phase that ran last. */
  readonly phase: { readonly index: number; readonly name: string };
  /** The run's root stream; a step draws from `root.split('step n')`, so that seed and step number say all. */
  readonly random: JsonObject;
  /** What the open data stream was asked for, where it stands, and of which set it is, where that was told; `null` where none was saved. */
  readonly data: {
    readonly request: StreamRequest;
    readonly position: JsonObject;
    readonly dataset?: { readonly name: string; readonly size: number };
  } | null;
  readonly state: Readonly<Record<string, JsonObject>>;
  readonly ema: JsonObject | null;
  /** What the run's schedules multiply, by key of the optimizer. */
  readonly rates: Readonly<Record<string, number>>;
  /** The best figures of the run. */
  readonly figures: JsonObject;
}

const CHECKPOINT_FORMAT = 'ganblocks-checkpoint';
const CHECKPOINT_VERSION = '2';

/** The metadata of the safetensors file: strings, as the format wants them. */
export function infoToMetadata(info: CheckpointInfo): Record<string, string> {
  return { checksum: NO_CHECKSUM, format: CHECKPOINT_FORMAT, version: CHECKPOINT_VERSION, run: JSON.stringify(info) };
}

/**
 * Checks that a file's metadata are those of a checkpoint.
 *
 * @throws GanError naming the first thing that does not fit.
 */
export function infoFromMetadata({ format, version, run }: Readonly<Record<string, string>>): CheckpointInfo {
  check(format === CHECKPOINT_FORMAT, () => {
    return `checkpoint: the file must be one that checkpointBytes or a run wrote. Got format ${shown(format ?? null)}. Weights alone are read by readSafetensors and assignVariables.`;
  });
  check(version === CHECKPOINT_VERSION, () => {
    return `checkpoint: version must be ${CHECKPOINT_VERSION}. Got ${shown(version ?? null)}. Read it with the release of @ganblocks/training that wrote it.`;
  });
  const info = parse(run ?? '');
  const problem = problemOf(info);
  check(problem === undefined, () => `checkpoint: ${problem} does not fit. The file is damaged: use an earlier checkpoint.`);
  return info as unknown as CheckpointInfo;
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below, as one error.
  }
  return {};
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isDuration = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The first field that is missing or of another kind. */
function problemOf(info: JsonObject): string | undefined {
  const { system, config, step, imagesSeen, seconds, phase, random, data, state, ema, rates, figures } = info;
  const fits: Record<string, boolean> = {
    system: typeof system === 'string',
    config: isObject(config),
    step: isCount(step),
    imagesSeen: isCount(imagesSeen),
    seconds: isDuration(seconds),
    phase: isObject(phase) && isCount(phase['index']) && typeof phase['name'] === 'string',
    random: isObject(random),
    data: data === null || (isObject(data) && isObject(data['position']) && isRequest(data['request']) && isDataset(data['dataset'])),
    state: isObject(state) && Object.values(state).every(isObject),
    ema: ema === null || isObject(ema),
    rates: isObject(rates) && Object.values(rates).every(isDuration),
    figures: isObject(figures),
  };
  return Object.keys(fits).find((field) => !fits[field]);
}

const isDataset = (value: JsonValue | undefined): boolean =>
  value === undefined || (isObject(value) && typeof value['name'] === 'string' && isCount(value['size']));

function isRequest(value: JsonValue | undefined): boolean {
  if (!isObject(value)) return false;
  const { batchSize, resolution, seed } = value;
  return isCount(batchSize) && batchSize !== 0 && isCount(seed) && (resolution === undefined || isCount(resolution));
}
