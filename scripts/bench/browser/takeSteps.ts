import { useBackend } from '@ganblocks/backends';
import { cases } from '../cases';
import { roundsOf } from '../steps/stepper';
import { timeSteps } from '../steps/timeSteps';

/** The steps of a case, on wasm. */
export interface StepsJob {
  readonly name: string;
  readonly threads: number;
  readonly repeat: number;
  readonly warmUp: number;
  /** Where the browser finds the binaries of tfjs. */
  readonly wasmPaths?: string;
}

export interface StepsTaken {
  readonly seconds: readonly number[];
  /** Of the last round. */
  readonly losses: readonly number[];
  /** Those that computed. */
  readonly threads: number;
}

/** Takes the steps; runs in a process, in a page and in a worker. */
export async function takeSteps({ name, threads, repeat, warmUp, wasmPaths }: StepsJob): Promise<StepsTaken> {
  const bench = cases[name];
  if (!bench) throw new Error(`No case ${name}.`);
  const paths = wasmPaths === undefined ? {} : { wasmPaths };
  const { threads: running = 1 } = await useBackend('wasm', { threads, report: () => undefined, ...paths });
  const rounds = await roundsOf(bench);
  const seconds = await timeSteps(rounds, { repeat, warmUp });
  const { losses } = rounds;
  await rounds.close();
  return { seconds, losses, threads: running };
}
