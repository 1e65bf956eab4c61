import { printable } from '@ganblocks/core';
import { type BackendName, useBackend } from '@ganblocks/backends';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';

const NAMES: readonly ('auto' | BackendName)[] = ['auto', 'wasm', 'webgpu', 'tensorflow', 'tensorflow-gpu', 'webgl', 'cpu'];

/**
 * Starts what computes; returns its name, and a line about it.
 *
 * @throws UsageError where there is no such backend; GanError where it does not start.
 */
export async function startBackend(text = 'auto'): Promise<{ readonly name: string; readonly line: string }> {
  const known = NAMES.find((one) => one === text);
  checkUsage(known !== undefined, () => {
    return `--backend: there is no backend '${printable(text)}'.${suggestion(text, NAMES)} There are ${NAMES.join(', ')}.`;
  });
  const { name, device, reason } = await useBackend(known, { report: () => undefined });
  return { name, line: `${name}${device === undefined ? '' : ` on ${device}`} (${reason})` };
}
