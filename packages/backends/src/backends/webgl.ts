import { importFailure } from '../notInstalled';
import { webglKernels } from '../webgl/kernels';
import type { Backend } from './backend';
import { tfjsPackage } from './tfjsPackage';

/** Textures and fragment shaders: a browser's graphics card where there is no WebGPU. */
export const webgl = {
  name: 'webgl',
  packages: () => [tfjsPackage('tfjs-backend-webgl')],
  places: ['browser'],
  load: async () => {
    try {
      await import('@tensorflow/tfjs-backend-webgl');
    } catch (cause) {
      throw importFailure('@tensorflow/tfjs-backend-webgl', cause);
    }
    return undefined;
  },
  kernels: webglKernels,
  lacking: ['Dilation2DBackpropFilter', 'Dilation2DBackpropInput', 'Draw'],
} as const satisfies Backend;
