import { assignNamed } from '@ganblocks/core';
import { createSystem, type CreatedSystem } from '@ganblocks/models';
import { type Checkpoint, type CheckpointInfo, readCheckpoint, restoreCheckpoint } from '@ganblocks/training';
import type { Variable } from '@tensorflow/tfjs-core';
import type { FoundRun } from './findCheckpoint';
import { findSystem } from './findSystem';

/** A run's system as its checkpoint left it. */
export interface SavedRun {
  readonly folder: string;
  readonly system: CreatedSystem;
  readonly info: CheckpointInfo;
  /** Whether its networks have the averaged weights. */
  readonly averaged: boolean;
}

/**
 * Builds a run's system again and fills it from its checkpoint, with the averaged weights where it has them and `averaged` asks for them.
 *
 * @throws UsageError where its system is none of the registered ones; GanError where the checkpoint is damaged.
 */
export function openSavedRun({ folder, bytes }: FoundRun, { averaged }: { averaged: boolean }): SavedRun {
  const checkpoint = readCheckpoint(bytes);
  const { info } = checkpoint;
  findSystem(info.system);
  const system = createSystem(info.system, info.config);
  try {
    restoreCheckpoint(checkpoint, { system });
    const lent = averaged && info.ema !== null;
    if (lent) takeAverages(checkpoint, system);
    return { folder, system, info, averaged: lent };
  } catch (error) {
    system.dispose();
    throw error;
  }
}

/** Gives the networks their averages. A run names them by network; an average that a script made has the names of the variables alone. */
function takeAverages({ info, tensors }: Checkpoint, { networks }: CreatedSystem): void {
  const targets = new Map<string, Variable>();
  for (const [key, { trainable, statistics }] of Object.entries(networks)) {
    for (const variable of [...trainable, ...statistics]) {
      const name = [`${key}/${variable.name}`, variable.name].find((one) => tensors.has(`ema/${one}`));
      if (name !== undefined) targets.set(name, variable);
    }
  }
  assignNamed(targets, tensors, { where: `averages of '${info.system}'`, prefix: 'ema/' });
}
