import { backends, type BackendName } from './backends/table';
import { chooseBackend, type Choice } from './chooseBackend';
import { environmentVariable } from './environmentVariable';

export type { BackendName };

/** The backend in use, why it was chosen, and the tfjs kernels that we supplied or replaced on it. */
export type BackendChoice = Choice<BackendName>;

const toConsole = (line: string): void => globalThis.console.info(line);

export interface UseBackendOptions {
  /** Receives one line: which backend, and why. Default: `console.info`; `() => {}` is silent. */
  readonly report?: (line: string) => void;
}

/**
 * Sets TensorFlow.js's backend and gives it the kernels that training needs.
 *
 * A name wins over the environment variable GANBLOCKS_BACKEND, which wins over `'auto'`: the first of wasm, cpu that starts.
 * Backends are optional packages, imported only here. Call it before the first tensor is made; twice is harmless.
 *
 * @param name default `'auto'`
 * @throws GanError for an unknown name, also in the environment, and where the backend asked for is not installed or does not start.
 *   The backend that was in use then stays in use.
 * @example
 * const { name, reason } = await useBackend('auto');
 * await useBackend('wasm', { report: () => {} });
 */
export async function useBackend(
  name: 'auto' | BackendName = 'auto',
  { report = toConsole }: UseBackendOptions = {},
): Promise<BackendChoice> {
  const choice = await chooseBackend({ asked: name, environment: environmentVariable('GANBLOCKS_BACKEND'), backends });
  const kernels = choice.kernels.length === 0 ? '' : `, with ${choice.kernels.length} kernels of @ganblocks/backends`;
  report(`ganblocks: backend ${choice.name} (${choice.reason})${kernels}`);
  return choice;
}
