import { check } from '@ganblocks/core';

/** Where the measurements are taken: a backend, in a process of Node or in a page of headless Chromium. */
export interface Target {
  readonly name: string;
  readonly host: 'node' | 'chromium';
  readonly backend: string;
}

export const targets: readonly Target[] = [
  { name: 'cpu', host: 'node', backend: 'cpu' },
  { name: 'wasm', host: 'node', backend: 'wasm' },
  { name: 'tensorflow', host: 'node', backend: 'tensorflow' },
  { name: 'webgpu-node', host: 'node', backend: 'webgpu' },
  { name: 'chromium-wasm', host: 'chromium', backend: 'wasm' },
  { name: 'chromium-webgl', host: 'chromium', backend: 'webgl' },
  { name: 'chromium-webgpu', host: 'chromium', backend: 'webgpu' },
];

/**
 * The targets of a comma-separated list, or all.
 *
 * @throws GanError naming the one that is unknown.
 */
export function selectTargets(names?: string): Target[] {
  const asked = names?.split(',') ?? targets.map(({ name }) => name);
  return asked.map((name) => {
    const found = targets.find((target) => target.name === name);
    check(found !== undefined, () => `--only: expected names of ${targets.map((target) => target.name).join(', ')}. Got ${name}.`);
    return found;
  });
}
