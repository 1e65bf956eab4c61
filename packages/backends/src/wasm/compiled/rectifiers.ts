import type { TensorInfo } from '@tensorflow/tfjs-core';
import { affine } from '../module/channels';
import { activate, activateGradient } from '../module/elementwise';
import type { Activation } from '../module/activation';
import { own, type Call } from './compiled';

const activationOf = (call: Call): Activation => {
  const { slope, gain } = call.attrs as unknown as Record<'slope' | 'gain', number>;
  return slope === 0 ? { kind: 'relu', gain } : { kind: 'leakyRelu', slope, gain };
};

/** gain · leakyRelu(x + bias), and its gradient by the sign of a reference. */
export const rectifiers = [
  own('GanRectifier', (module, call) => {
    const { x, bias } = call.inputs as { readonly x: TensorInfo; readonly bias?: TensorInfo };
    return bias ? affine(module, x, { offset: bias }, activationOf(call)) : activate(module, x, activationOf(call));
  }),
  own('GanRectifierGradient', (module, call) => {
    const { dy, reference } = call.inputs as Record<'dy' | 'reference', TensorInfo>;
    return activateGradient(module, dy, reference, activationOf(call));
  }),
];
