import * as tf from '@tensorflow/tfjs-core';
import type { NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from './engine';

/** Inputs by name; what is undefined is left out. */
type OwnInputs = Readonly<Record<string, Tensor | undefined>>;

/** Whether the backend in use has this kernel of ours. Their names begin with `Gan`. */
export const hasOwnKernel = (name: string): boolean => Boolean(tf.getKernel(name, tf.getBackend()));

/** The inputs that are there, where all of them are floats and some; our kernels take no others. */
function taken(inputs: OwnInputs): NamedTensorMap | undefined {
  const given: NamedTensorMap = {};
  for (const [name, x] of Object.entries(inputs)) {
    if (!x) continue;
    if (x.dtype !== 'float32' || x.size === 0) return undefined;
    given[name] = x;
  }
  return given;
}

/** The kernel's name. Its gradient is registered when it first runs: a page that does not use the op does not carry it. */
function named(kernel: string | Gradient): string {
  if (typeof kernel === 'string') return kernel;
  const { kernelName } = kernel;
  // Tfjs's types know nothing of names without a gradient.
  if (!(tf.getGradient(kernelName) as unknown)) tf.registerGradient(kernel);
  return kernelName;
}

function runOwn(kernel: string | Gradient, inputs: OwnInputs, attributes: object): Tensor | Tensor[] | undefined {
  const name = named(kernel);
  const given = hasOwnKernel(name) ? taken(inputs) : undefined;
  return given && tf.engine().runKernel(name, given, attributes as NamedAttrMap);
}

/**
 * Runs a kernel of ours, which does in one pass what an op composes of many, on the tape by its gradient; a name alone is for one that nobody
 * differentiates. Undefined where the backend in use has no such kernel, or an input is empty or no float32: the op composes it then.
 */
export const ownKernel = (kernel: string | Gradient, inputs: OwnInputs, attributes: object = {}): Tensor | undefined =>
  runOwn(kernel, inputs, attributes) as Tensor | undefined;

/** The same for a kernel with several results. */
export const ownKernels = (kernel: string | Gradient, inputs: OwnInputs, attributes: object = {}): Tensor[] | undefined =>
  runOwn(kernel, inputs, attributes) as Tensor[] | undefined;
