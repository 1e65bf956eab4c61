import { installGradients } from '@ganblocks/core';
import { useBackend } from '@ganblocks/backends';
import type { BackendName } from '@ganblocks/backends';
import * as tf from '@tensorflow/tfjs-core';
import type { Flavour, Job } from './items';

/** What was started, in words, and what went wrong on the device without an exception since it was last asked. */
export interface Started {
  readonly description: string;
  readonly faults: () => string[];
}

interface WebgpuBackend {
  readonly device: {
    addEventListener(type: 'uncapturederror', listener: (event: { readonly error: { readonly message: string } }) => void): void;
  };
}

/** WebGPU reports an invalid shader to the device alone, and the numbers are then whatever was in memory. */
function deviceFaults(): () => string[] {
  const messages: string[] = [];
  const { device } = tf.backend() as unknown as WebgpuBackend;
  device.addEventListener('uncapturederror', ({ error }) => void messages.push(error.message.split('\n')[0] ?? ''));
  return () => messages.splice(0);
}

/** TensorFlow.js as people get it from the union package: its gradients, and its ops as methods of tensors, which some gradients call. */
async function stockTensorflow(): Promise<void> {
  await import('@tensorflow/tfjs-layers');
  const methods = tf.Tensor.prototype as unknown as Record<string, unknown>;
  for (const [name, op] of Object.entries(tf as unknown as Record<string, unknown>)) {
    if (typeof op !== 'function' || name in methods || /^[A-Z]/.test(name)) continue;
    methods[name] = function (this: tf.Tensor, ...rest: unknown[]): unknown {
      return (op as (...args: unknown[]) => unknown)(this, ...rest);
    };
  }
}

const gpus: Readonly<Record<string, string>> = { webgl: 'WEBGL_CPU_FORWARD', webgpu: 'WEBGPU_CPU_FORWARD' };

/** Starts the backend of a job. Small tensors stay on the GPU, so that its kernels are what is measured. */
export async function startBackend({ backend, flavour }: Job): Promise<Started> {
  if (flavour === 'stock') await stockTensorflow();
  const { name, device } = await useBackend(backend as BackendName, { report: () => undefined, kernels: flavour satisfies Flavour });
  if (flavour === 'ours') installGradients();
  const flag = gpus[backend];
  if (flag) tf.env().set(flag, false);
  return { description: device === undefined ? name : `${name} on ${device}`, faults: backend === 'webgpu' ? deviceFaults() : () => [] };
}
