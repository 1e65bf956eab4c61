import { check, printable, readSafetensors, tensorFromRaw, type RawTensor } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { infoFromMetadata, type CheckpointInfo } from './checkpointInfo';
import { checksumFits } from './checksum';
import { holdsFiniteNumbers } from './holdsFiniteNumbers';

/** A checkpoint file, read and checked but not put anywhere. */
export interface Checkpoint {
  readonly info: CheckpointInfo;
  readonly tensors: ReadonlyMap<string, RawTensor>;
}

/**
 * Reads the bytes of a checkpoint: what it holds and where the run stood.
 *
 * @throws GanError where the bytes are damaged or no checkpoint, or hold NaN or infinity, which no checkpoint is written with.
 * @example
 * const { info } = readCheckpoint(await readFile('runs/digits/checkpoint.safetensors'));
 * console.log(info.system, info.imagesSeen);
 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = readSafetensors(bytes);
  const info = infoFromMetadata(metadata);
  check(
    checksumFits(bytes),
    () => 'checkpoint: the bytes must be those that were written. Got another checksum. The file is damaged: use an earlier checkpoint.',
  );
  for (const [name, tensor] of tensors) {
    check(
      holdsFiniteNumbers(tensor),
      () =>
        `checkpoint: every number must be finite in float32. Got NaN or infinity in '${printable(name)}'. The file is damaged: use an earlier checkpoint.`,
    );
  }
  return { info, tensors };
}

/** The tensors whose names begin with `prefix`, without it. The caller disposes them. */
export function tensorsUnder({ tensors }: Checkpoint, prefix: string): NamedTensorMap {
  const under = [...tensors].filter(([name]) => name.startsWith(prefix));
  // In a tidy, so that where one does not convert the others go.
  return tf.tidy(() => Object.fromEntries(under.map(([name, raw]) => [name.slice(prefix.length), tensorFromRaw(raw)])));
}
