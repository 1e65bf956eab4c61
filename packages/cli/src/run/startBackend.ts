import { printable } from '@ganblocks/core';
import { type BackendName, useBackend } from '@ganblocks/backends';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';

const NAMES: readonly ('auto' | BackendName)[] = ['auto', 'wasm', 'webgpu', 'tensorflow', 'tensorflow-gpu', 'webgl', 'cpu'];

/**
 * Starts what computes, on so many threads where it is wasm; returns its name, and a line about it.
 *
 * @throws UsageError where there is no such backend; GanError where it does not start.
 */
export async function startBackend(text = 'auto', threads?: number): Promise<{ readonly name: string; readonly line: string }> {
  const known = NAMES.find((one) => one === text);
  checkUsage(known !== undefined, () => {
    return `--backend: there is no backend '${printable(text)}'.${suggestion(text, NAMES)} There are ${NAMES.join(', ')}.`;
  });
  const silent = { report: () => undefined };
  const choice = await useBackend(known, threads === undefined ? silent : { ...silent, threads });
  const { name, device, reason, threads: running = 1 } = choice;
  const where = `${device === undefined ? '' : ` on ${device}`}${running === 1 ? '' : ` on ${running} threads`}`;
  return { name, line: `${name}${where} (${reason})` };
}
