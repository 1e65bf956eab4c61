import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { type GanSystem, randomStream, type StepContext, type StepReport } from '@ganblocks/core';

/** A system that frees its networks and optimizers. */
export type DisposableSystem<Batch> = GanSystem<Batch> & { dispose(): void };

/** Runs one step as the training loop does: draws batches, frees them after the step. Each step goes on to the next phase, until the last. */
export async function runStep<Batch>(system: GanSystem<Batch>, batch: (seed: number) => Batch, step: number): Promise<StepReport> {
  const drawn: Batch[] = [];
  const random = randomStream(21).split(`step ${step}`);
  const phase = system.phases[Math.min(step, system.phases.length - 1)];
  phase?.begin?.();
  const context: StepContext<Batch> = {
    next: () => {
      const fresh = batch(100 * step + drawn.length);
      drawn.push(fresh);
      return Promise.resolve(fresh);
    },
    random,
    step,
    imagesSeen: 0,
    phase: { name: phase?.name ?? 'train', progress: 0 },
  };
  const report = await system.step(context);
  tf.dispose(drawn as object[] as tf.TensorContainer);
  return report;
}

export const disposeReport = (report: StepReport): void => Object.values(report).forEach((terms) => tf.dispose(Object.values(terms)));

/** Every variable that a system's networks learn. */
export const trainableOf = (system: GanSystem<never>): Variable[] =>
  Object.values(system.networks).flatMap(({ trainable }) => [...trainable]);

/** Every variable that a checkpoint has of a system, by a name that is unique in it. */
export function variablesOf(system: GanSystem<never>): ReadonlyMap<string, Tensor> {
  const networks = Object.entries(system.networks).flatMap(([key, { trainable, statistics }]) =>
    [...trainable, ...statistics].map((variable): [string, Tensor] => [`networks/${key}/${variable.name}`, variable]),
  );
  const state = Object.entries(system.state).flatMap(([key, part]) =>
    Object.entries(part.tensors()).map(([name, tensor]): [string, Tensor] => [`state/${key}/${name}`, tensor]),
  );
  return new Map([...networks, ...state]);
}
