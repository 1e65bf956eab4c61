import * as tf from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { importUnbundled } from '../importUnbundled';
import { importFailure } from '../notInstalled';
import { restoreLegacyUtil } from './legacyUtil';

/** tfjs's name for the backend of tfjs-node and of tfjs-node-gpu: only one of them fits into a process. */
export const tfjsName = 'tensorflow';

/** What tfjs-node's backend says of itself. */
interface NodeBackend {
  readonly isUsingGpuDevice?: boolean;
  readonly isGPUPackage?: boolean;
}

/** What stands around the backend; tests give others. */
export interface TensorflowSurroundings {
  readonly importPackage: (name: string) => Promise<unknown>;
  readonly backend: () => NodeBackend | null;
}

const defaults: TensorflowSurroundings = {
  importPackage: importUnbundled,
  // Not findBackend where nothing is registered: it would start what it finds.
  backend: () => (tf.engine().backendNames().includes(tfjsName) ? (tf.findBackend(tfjsName) as NodeBackend | null) : null),
};

/**
 * Imports tfjs-node or tfjs-node-gpu, unless one of them is loaded: two in a process would load two TensorFlows.
 *
 * @returns the device in words
 * @throws GanError where the GPU package runs on the processor, as it does without a word where CUDA is missing
 */
export async function loadTensorflow(
  packageName: '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu',
  { importPackage, backend }: TensorflowSurroundings = defaults,
): Promise<string> {
  if (!backend()) {
    const { default: util } = (await importPackage('node:util')) as { default: object };
    restoreLegacyUtil(util);
    try {
      await importPackage(packageName);
    } catch (cause) {
      // It registers its kernels first, and then looks for its addon; they would be in the way of the other package's.
      for (const { kernelName } of tf.getKernelsForBackend(tfjsName)) tf.unregisterKernel(kernelName, tfjsName);
      throw importFailure(packageName, cause);
    }
  }
  const { isUsingGpuDevice = false, isGPUPackage = false } = backend() ?? {};
  const device = isUsingGpuDevice ? 'a CUDA device' : 'the processor';
  check(
    isUsingGpuDevice || packageName !== '@tensorflow/tfjs-node-gpu',
    () =>
      `expected a CUDA device. Got ${device} (${isGPUPackage ? 'TensorFlow found none' : '@tensorflow/tfjs-node is loaded already'}). ` +
      `It needs CUDA 11.2, cuDNN 8.1 and no other tfjs-node in the process; 'webgpu' needs neither.`,
  );
  return device;
}
