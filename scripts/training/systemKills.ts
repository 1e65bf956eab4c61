import { join } from 'node:path';
import { kill, killsOf } from './kills';
import { runContent } from './runContent';
import { startDigits } from './startDigits';

const STEPS = 60;

export interface SystemKills {
  /** Kills that met a process alive. */
  readonly kills: number;
  /** What the run that nobody killed says, and the killed one. */
  readonly whole: object;
  readonly killed: object;
}

/**
 * Trains the example of a registered system in a process of its own, once as it is, and once killed `kills` times, each next process going on from what the
 * one before left.
 */
export async function systemKills(system: string, { kills, folder }: { kills: number; folder: string }): Promise<SystemKills> {
  const options = { steps: STEPS, checkpointEverySteps: 3, resume: 'auto', system, pause: 15 } as const;
  const finished = async (run: string): Promise<object> => {
    const { code, stderr } = await startDigits({ ...options, run, ahead: 1 }).end;
    if (code !== 0) throw new Error(`${system} ended with ${code}: ${stderr}`);
    return runContent(run);
  };
  const whole = await finished(join(folder, 'whole'));
  const run = join(folder, 'killed');
  let alive = 0;
  for (const [i, moment] of killsOf(kills, STEPS).entries()) {
    alive += Number((await kill(startDigits({ ...options, run, ahead: i % 4 }), run, moment)).alive);
  }
  return { kills: alive, whole, killed: await finished(run) };
}
