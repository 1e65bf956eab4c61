import type { WasmPaths } from './backends/backend';
import { backends, type BackendName } from './backends/table';
import { chooseBackend, type Choice } from './chooseBackend';
import { environmentVariable } from './environmentVariable';
import { currentPlace } from './place';
import { wantedThreads } from './wasm/pool/threadCount';

export type { BackendName, WasmPaths };

/** The backend in use, why it was chosen, the device it runs on where it tells, the threads that compute where they are ours (wasm), and the tfjs kernels that we supplied or replaced on it. */
export type BackendChoice = Choice<BackendName>;

const toConsole = (line: string): void => globalThis.console.info(line);

export interface UseBackendOptions {
  /** Receives one line: which backend, and why. Default: `console.info`; `() => {}` is silent. */
  readonly report?: (line: string) => void;
  /**
   * Where the binary of `@tensorflow/tfjs-backend-wasm` is: the URL of `tfjs-backend-wasm-simd.wasm`, or of the folder of its three `.wasm` files,
   * or a map of their names to URLs. Needed in browsers, where each bundler has its own way to say so; Node finds them itself.
   */
  readonly wasmPaths?: WasmPaths;
  /**
   * Threads of the wasm backend, with the main thread, 1 to 64; the numbers are the same with any. Default: GANBLOCKS_THREADS, else in Node all cores and in a
   * browser 1: there, more take a cross-origin isolated page. Where threads do not start, one line on the console says why, and one computes.
   */
  readonly threads?: number;
  /** `'stock'` leaves TensorFlow.js's own kernels as they are, to compare with; those that were replaced before stay so. Default: `'ours'`. */
  readonly kernels?: 'ours' | 'stock';
}

const stock = backends.map((backend) => ({ ...backend, start: undefined, prepare: undefined, kernels: [], lacking: [] }));

/**
 * Sets TensorFlow.js's backend and gives it the kernels that training needs.
 *
 * A name wins over the environment variable GANBLOCKS_BACKEND, which wins over `'auto'`: the first of tensorflow-gpu, webgpu, tensorflow,
 * webgl, wasm, cpu that is installed, starts, and runs where the code runs (tensorflow: Node; webgl: browsers). `auto` passes over a WebGPU adapter
 * that is only a program on the processor; by name it is taken.
 * Backends are optional packages, imported only here. Call it before the first tensor is made; twice is harmless.
 *
 * @param name default `'auto'`
 * @throws GanError for an unknown name or number of threads, also in the environment, and where the backend asked for is not installed, does not start, or runs only elsewhere.
 *   The backend that was in use then stays in use.
 * @example
 * const { name, reason } = await useBackend('auto');
 * await useBackend('wasm', { report: () => {}, wasmPaths: '/wasm/' });
 */
export async function useBackend(
  name: 'auto' | BackendName = 'auto',
  { report = toConsole, wasmPaths, threads, kernels = 'ours' }: UseBackendOptions = {},
): Promise<BackendChoice> {
  const place = currentPlace();
  const wanted = await wantedThreads({ threads, environment: environmentVariable('GANBLOCKS_THREADS'), place });
  const choice = await chooseBackend({
    asked: name,
    environment: environmentVariable('GANBLOCKS_BACKEND'),
    place,
    backends: kernels === 'ours' ? backends : stock,
    wasmPaths,
    threads: wanted,
  });
  const { device, threads: running = 1 } = choice;
  const where = device === undefined ? '' : ` on ${device}`;
  const together = running === 1 ? '' : ` on ${running} threads`;
  const supplied = choice.kernels.length === 0 ? '' : `, with ${choice.kernels.length} kernels of @ganblocks/backends`;
  report(`ganblocks: backend ${choice.name}${where}${together} (${choice.reason})${supplied}`);
  return choice;
}
