import { readSafetensors, tensorFromRaw, type RawTensor } from '@ganblocks/core';
import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { infoFromMetadata, type CheckpointInfo } from './checkpointInfo';

/** A checkpoint file, read and checked but not put anywhere. */
export interface Checkpoint {
  readonly info: CheckpointInfo;
  readonly tensors: ReadonlyMap<string, RawTensor>;
}

/**
 * Reads the bytes of a checkpoint: what it holds and where the run stood.
 *
 * @throws GanError where the bytes are damaged or no checkpoint.
 * @example const { info } = readCheckpoint(bytes); console.log(info.system, info.imagesSeen);
 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = readSafetensors(bytes);
  return { info: infoFromMetadata(metadata), tensors };
}

/** The tensors whose names begin with `prefix`, without it. The caller disposes them. */
export function tensorsUnder({ tensors }: Checkpoint, prefix: string): NamedTensorMap {
  const under = [...tensors].filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(under.map(([name, raw]) => [name.slice(prefix.length), tensorFromRaw(raw)]));
}
