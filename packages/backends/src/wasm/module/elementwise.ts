import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activationArguments, slopeOf, type Activation } from './activation';
import { addressOf, makeFloats, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';

/** A function of each element of a float32 tensor. */
export function unary(module: KernelModule, name: 'exp' | 'sigmoid' | 'softplus' | 'tanh', x: TensorInfo): TensorInfo {
  const y = makeFloats(module, x.shape);
  module.kernels[name](addressOf(module, x), addressOf(module, y), sizeOf(x));
  return y;
}

/** gain · relu(x), or gain · leakyRelu(x). */
export function activate(module: KernelModule, x: TensorInfo, activation: Activation): TensorInfo {
  const y = makeFloats(module, x.shape);
  module.kernels.activate(addressOf(module, x), addressOf(module, y), sizeOf(x), ...activationArguments(activation));
  return y;
}

/** dy · gain where `reference` is above 0, dy · gain · slope elsewhere. `reference` is what was activated, or (with a gain above 0) what came out. */
export function activateGradient(module: KernelModule, dy: TensorInfo, reference: TensorInfo, activation: Activation): TensorInfo {
  const dx = makeFloats(module, dy.shape);
  const [from, at, to] = [addressOf(module, dy), addressOf(module, reference), addressOf(module, dx)];
  module.kernels.activateBackward(from, at, to, sizeOf(dy), slopeOf(activation), activation.gain ?? 1);
  return dx;
}

/** The gradient of sigmoid or tanh by what came out: dy · y · (1 - y), or dy · (1 - y²). */
export function unaryGradient(module: KernelModule, name: 'sigmoid' | 'tanh', dy: TensorInfo, y: TensorInfo): TensorInfo {
  const dx = makeFloats(module, dy.shape);
  module.kernels[`${name}Backward`](addressOf(module, dy), addressOf(module, y), addressOf(module, dx), sizeOf(dy));
  return dx;
}
