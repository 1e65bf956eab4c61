import { derivativeCases, opCatalogue } from '@ganblocks/core/testing';
import type { Goldens } from '@ganblocks/core/testing';
import * as tf from '@tensorflow/tfjs-core';
import type { HostEvent, Item, Job, Outcome } from './items';
import { measureConstant, measureDerivatives, measureValues, sentenceOf } from './measureDerivatives';
import { startBackend } from './startBackend';

/** What differs between a process and a page. */
export interface Surroundings {
  readonly goldens: () => Promise<Goldens>;
  readonly emit: (event: HostEvent) => void | Promise<void>;
}

/** A named member of a list whose members are known to both sides. */
function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((member) => member.name === name);
  if (!found) throw new Error(`No case ${name}.`);
  return found;
}

/** tfjs-layers registers the stock gradients when it is imported, so whatever needs it is imported late. */
async function measure({ kind, name }: Item, { flavour }: Job, goldens: Surroundings['goldens']): Promise<Outcome> {
  if (kind === 'derivative') {
    const derivativeCase = named(derivativeCases, name);
    const [orders, values] = [await measureDerivatives(derivativeCase, flavour), await measureValues(derivativeCase)];
    return { kind, orders, ...(values && { values }) };
  }
  if (kind === 'constant') {
    const entry = opCatalogue.find(({ op }) => op === name);
    if (entry?.kind !== 'constant') throw new Error(`${name} is not constant.`);
    return { kind: 'derivative', orders: await measureConstant(entry) };
  }
  if (kind === 'training') return { kind, ...(await (await import('./measureTraining')).measureTraining(name)) };
  const { families } = await import('../parity/families/index');
  const { runCase } = await import('../parity/runCase');
  const opened = await goldens();
  return { kind, result: await runCase(named(opened.cases, name), opened, families) };
}

/** A backend whose device is lost fails whatever comes after: the job ends, and the rest goes on in a new host. */
async function assertAlive(): Promise<void> {
  const [two] = await tf.tidy(() => tf.add(tf.ones([1]), 1)).data();
  if (two !== 2) throw new Error('the backend computes nothing any more');
}

/** Starts the backend and measures all items, one after the other. Runs in a process and in a page. */
export async function runJob(job: Job, { goldens, emit }: Surroundings): Promise<void> {
  const { description, faults } = await startBackend(job);
  await emit({ event: 'ready', backend: description });
  for (const item of job.items) {
    await emit({ event: 'begun', item });
    const measured = await measure(item, job, goldens).catch((error: unknown): Outcome => ({ kind: 'failed', reason: sentenceOf(error) }));
    const [fault] = faults();
    const outcome: Outcome = fault === undefined ? measured : { kind: 'failed', reason: fault };
    await emit({ event: 'done', item, outcome });
    if (outcome.kind === 'failed' || (outcome.kind === 'derivative' && outcome.orders.some(({ failure }) => failure))) await assertAlive();
  }
}
