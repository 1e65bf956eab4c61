import * as tf from '@tensorflow/tfjs-core';
import type { KernelBackend } from '@tensorflow/tfjs-core';

type Prepare = (backend: KernelBackend) => Promise<void>;

/** Shared by all copies of this package: the ESM and the CJS build do not both prepare a backend. */
const watched = Symbol.for('ganblocks.atStart');

interface Registration {
  factory: () => KernelBackend | Promise<KernelBackend>;
  [watched]?: true;
}

/**
 * Prepares a backend within each start of it, so that `tf.setBackend(name)` and `tf.ready()` wait for that. tfjs would warn where a backend is
 * registered again: its registration is rewritten in place. Twice is harmless.
 *
 * @returns resolves when one that had started before is prepared
 */
export async function atStart(name: string, prepare: Prepare): Promise<void> {
  const { registry, registryFactory } = tf.engine();
  const registration = registryFactory[name] as Registration | undefined;
  if (!registration || registration[watched]) return;
  const { factory } = registration;
  registration[watched] = true;
  registration.factory = async () => {
    const backend = await factory();
    await prepare(backend);
    return backend;
  };
  const running = registry[name];
  if (running) await prepare(running);
}
