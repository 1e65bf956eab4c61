import { join } from 'node:path';
import { check } from '@ganblocks/core';
import type { Figures, Moment, Observer, RunStart } from '../observer';
import { writeAtomically } from './writeAtomically';

/** Beside the checkpoints, and never one of them: a run goes on from where it was, not from where it was best. */
const BEST = 'best.safetensors';

/** An observer that writes `best.safetensors` whenever a figure of the run has become better than ever. */
export function bestCheckpoint(folder: string, { figure }: { readonly figure: string }): Observer {
  const keep = async (moment: Moment, figures: Figures): Promise<void> => {
    if (figures[figure]?.isBest === true) await writeAtomically(join(folder, BEST), await moment.checkpoint());
  };
  return { begin: (run) => keep(run, run.figures), step: (event) => keep(event, event.figures) };
}

/**
 * The figure that the best checkpoint of a run goes by: the one that is named, or the first that `evaluate` measures; `undefined` where it measures none.
 *
 * @throws GanError where the named figure is none of the run's.
 */
export function bestFigure({ settings }: Pick<RunStart, 'settings'>, named: string | undefined): string | undefined {
  const { evaluate } = settings as { readonly evaluate?: { readonly figures?: readonly string[] } };
  const names = evaluate?.figures ?? [];
  check(named === undefined || names.includes(named), () => {
    const remedy = names.length > 0 ? `Choose from ${names.join(', ')}.` : 'Pass train an evaluate, or leave best out.';
    return `run folder: best must name a figure of evaluate. Got '${named}'. ${remedy}`;
  });
  return named ?? names[0];
}
