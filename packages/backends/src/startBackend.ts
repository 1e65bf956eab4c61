import * as tf from '@tensorflow/tfjs-core';
import { check, GanError } from '@ganblocks/core';
import type { Backend, LoadRequest } from './backends/backend';
import { installKernel } from './kernels/kernel';
import { lackingKernel } from './kernels/lackingKernel';
import { messageOf, NotInstalled } from './notInstalled';

/** Makes tfjs use again what it used before, if that had started. */
async function restore(previous: string): Promise<void> {
  if (previous !== tf.getBackend() && previous in tf.engine().registry) await tf.setBackend(previous);
}

const remedy = (name: string, place: LoadRequest['place']): string =>
  name === 'wasm' && place === 'browser'
    ? 'A bundle has to say where its .wasm files are: the option wasmPaths.'
    : 'See the warning of TensorFlow.js above, or choose another.';

/**
 * Loads and starts a backend, and gives it our kernels. Where that fails, the backend before stays in use.
 *
 * @returns the device that it runs on, where it tells
 * @throws NotInstalled
 * @throws GanError the end of a sentence that begins `backend 'name' `
 */
export async function startBackend(
  { name, tfjsName = name, load, prepare, kernels, lacking }: Backend,
  request: LoadRequest,
): Promise<string | undefined> {
  const previous = tf.getBackend();
  try {
    const device = await load(request);
    check(
      tf.engine().backendNames().includes(tfjsName),
      () => 'did not register with TensorFlow.js: its package was imported too early. Call useBackend before any import of it.',
    );
    check(await tf.setBackend(tfjsName), () => `was loaded but did not start on this machine. ${remedy(name, request.place)}`);
    await tf.ready();
    await prepare?.();
    for (const kernel of kernels) installKernel(tfjsName, kernel);
    for (const kernel of lacking) installKernel(tfjsName, lackingKernel(kernel, name));
    return device;
  } catch (error) {
    await restore(previous);
    if (error instanceof NotInstalled || error instanceof GanError) throw error;
    throw new GanError(`did not start (${messageOf(error)}). ${remedy(name, request.place)}`, { cause: error });
  }
}
