import * as tf from '@tensorflow/tfjs-core';
import { check, GanError } from '@ganblocks/core';
import type { Backend, LoadRequest } from './backends/backend';
import { installKernels } from './kernels/installKernels';
import { messageOf, NotInstalled } from './notInstalled';

/** Makes tfjs use again what it used before, if that had started. */
async function restore(previous: string): Promise<void> {
  if (previous !== tf.getBackend() && previous in tf.engine().registry) await tf.setBackend(previous);
}

const remedy = (name: string, place: LoadRequest['place']): string =>
  name === 'wasm' && place === 'browser'
    ? 'A bundle has to say where its .wasm files are: the option wasmPaths.'
    : 'See the warning of TensorFlow.js above, or choose another.';

/** What runs: the device, and the threads that compute, where the backend tells. */
export interface Started {
  readonly device: string | undefined;
  readonly threads: number | undefined;
}

/**
 * Loads and starts a backend, and gives it our kernels. Where that fails, the backend before stays in use.
 *
 * @throws NotInstalled
 * @throws GanError the end of a sentence that begins `backend 'name' `
 */
export async function startBackend(backend: Backend, request: LoadRequest): Promise<Started> {
  const { name, tfjsName = name, load, start = () => tf.setBackend(tfjsName), prepare } = backend;
  const previous = tf.getBackend();
  try {
    const device = await load(request);
    check(
      tf.engine().backendNames().includes(tfjsName),
      () => 'did not register with TensorFlow.js: its package was imported too early. Call useBackend before any import of it.',
    );
    check(await start(request), () => `was loaded but did not start on this machine. ${remedy(name, request.place)}`);
    await tf.ready();
    const threads = await prepare?.(request);
    installKernels(backend);
    return { device, threads };
  } catch (error) {
    await restore(previous);
    if (error instanceof NotInstalled || error instanceof GanError) throw error;
    throw new GanError(`did not start (${messageOf(error)}). ${remedy(name, request.place)}`, { cause: error });
  }
}
