import { check } from '@ganblocks/core';
import { newestCheckpoint } from './newestCheckpoint';
import type { RunOptions } from './runOptions';
import { atMoment } from './words';

/**
 * The bytes of the checkpoint that a run goes on from; `undefined`: it is a new one. Nothing is changed.
 *
 * @throws GanError where there is no folder, or no whole checkpoint in it; with 'auto' only where all that are there are damaged.
 */
export async function resumeFrom(
  resume: RunOptions['resume'],
  { run, note }: { readonly run: string | undefined; readonly note: (line: string) => void },
): Promise<Uint8Array | undefined> {
  if (resume === undefined || resume === false) return undefined;
  if (typeof resume === 'object') return resume;
  const wanted: unknown = resume;
  check(wanted === true || wanted === 'auto', () => {
    return `train: resume must be true, 'auto', or the bytes of a checkpoint. Got '${String(wanted)}'. Use true to go on with the run of the folder 'run'.`;
  });
  check(run !== undefined, () => {
    return `train: resume needs the folder of the run. Got resume ${resume} and no run. Pass its folder as 'run', or the bytes of a checkpoint as 'resume'.`;
  });
  const { found, damaged } = await newestCheckpoint(run);
  if (!found && damaged.length === 0 && resume === 'auto') return undefined;
  check(found !== undefined, () => {
    const received = damaged.length === 0 ? 'none' : damaged.map(({ path, reason }) => `${path}, which is damaged (${reason})`).join('; ');
    const remedy = "Correct 'run', or leave resume out to start anew (an earlier run's files are kept).";
    return `train: resume expects a whole checkpoint in '${run}'. Got ${received}. ${remedy}`;
  });
  for (const { path, reason } of damaged) note(`${path} cannot be used: ${reason}`);
  if (damaged.length > 0) note(`The run goes on from ${found.path}, ${atMoment(found.info)}.`);
  return found.bytes;
}
