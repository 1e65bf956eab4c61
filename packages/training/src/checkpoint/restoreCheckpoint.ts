import { assignNamed, check, printable, restoreRandomStream, type GanSystem, type RandomStream, type Stateful } from '@ganblocks/core';
import type { Variable } from '@tensorflow/tfjs-core';
import { beginPhases } from './beginPhases';
import { firstDifference } from './firstDifference';
import { readCheckpoint, type Checkpoint } from './readCheckpoint';
import { restoreParts, savedState, type SavedPart } from './restoreParts';

/** What a checkpoint is put back into. */
export interface RestoreTarget {
  /** Built from the same configuration. */
  readonly system: GanSystem<unknown, unknown>;
  /** Averaged weights of the system. Default: `null`, those of the checkpoint are left out. */
  readonly ema?: Stateful | null;
  /** A data stream opened with `info.data.request`. Default: `null`, the position in the data is left out. */
  readonly stream?: Stateful | null;
  /** Whether to begin the phases up to the checkpoint's; `false` where `beginPhases` has done so. Default: true. */
  readonly begin?: boolean;
}

/** Where the restored run stands. */
export interface RestoredRun {
  readonly step: number;
  readonly imagesSeen: number;
  readonly seconds: number;
  /** Number of the phase that ran last. */
  readonly phase: number;
  readonly random: RandomStream;
}

/**
 * Puts a checkpoint back: networks with their statistics, `system.state`, averaged weights, the position in the data. All or nothing: everything
 * is checked, and where a late part does not fit, the earlier ones are put back as they were (begun phases stay begun).
 *
 * @throws GanError where the checkpoint is damaged, or of another system or configuration.
 * @example
 * const { step, imagesSeen } = restoreCheckpoint(await readFile('runs/digits/checkpoint.safetensors'), { system: gan });
 */
export function restoreCheckpoint(
  source: Uint8Array | Checkpoint,
  { system, ema = null, stream = null, begin = true }: RestoreTarget,
): RestoredRun {
  const checkpoint = ArrayBuffer.isView(source) ? readCheckpoint(source) : source;
  const { info } = checkpoint;
  checkSystem(checkpoint, system);
  const random = restoreRandomStream(info.random);
  if (begin) beginPhases(system, info.phase.index);
  const parts = [...savedState(checkpoint, system.state), ...savedAverages(checkpoint, ema), ...savedPosition(checkpoint, stream)];
  restoreParts(checkpoint, parts, () => {
    assignNamed(networkVariables(system), checkpoint.tensors, { where: `checkpoint of '${info.system}'`, prefix: 'networks/' });
  });
  return { step: info.step, imagesSeen: info.imagesSeen, seconds: info.seconds, phase: info.phase.index, random };
}

/**
 * Checks that a checkpoint was written by a system of the same name, configuration and phases.
 *
 * @throws GanError naming the first difference.
 */
export function checkSystem({ info }: Checkpoint, system: GanSystem<unknown, unknown>): void {
  const where = `checkpoint of '${printable(info.system)}'`;
  check(
    info.system === system.name,
    () => `${where}: expected a checkpoint of '${system.name}'. Got one of '${printable(info.system)}'. Build the system that wrote it.`,
  );
  const difference = firstDifference(system.config, info.config);
  check(difference === undefined, () => {
    return `${where}: the configuration must be that of the run. Got ${difference!.path}: ${difference!.b} in the checkpoint, ${difference!.a} in the system. Build the system with the checkpoint's value.`;
  });
  const { index, name } = info.phase;
  check(system.phases[index]?.name === name, () => {
    return `${where}: its phase ${index} is '${printable(name)}'. Got '${system.phases[index]?.name ?? 'none'}' in the system. Build the system with the phases of the run.`;
  });
}

function networkVariables(system: GanSystem<unknown, unknown>): ReadonlyMap<string, Variable> {
  const byPath = Object.entries(system.networks).flatMap(([key, { trainable, statistics }]) =>
    [...trainable, ...statistics].map((variable) => [`${key}/${variable.name}`, variable] as const),
  );
  return new Map(byPath);
}

function savedAverages({ info }: Checkpoint, ema: Stateful | null): SavedPart[] {
  if (!ema) return [];
  const json = info.ema;
  check(json !== null, () => `checkpoint of '${info.system}': it holds no averaged weights. Got an ema to restore. Pass ema: null.`);
  return [{ part: ema, prefix: 'ema/', json }];
}

function savedPosition({ info }: Checkpoint, stream: Stateful | null): SavedPart[] {
  if (!stream) return [];
  check(
    info.data !== null,
    () => `checkpoint of '${info.system}': it holds no position in the data. Got a stream to restore. Leave the stream out.`,
  );
  return [{ part: stream, prefix: 'data/', json: info.data.position }];
}
