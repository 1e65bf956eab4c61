import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activationArguments, slopeOf, type Activation } from './activation';
import { addressOf, makeFloats, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallel, PASS, type Split } from './parallel';

const FLOAT = 4;
/** Rough nanoseconds of a float. */
const TIMES = { exp: 1.7, sigmoid: 2, softplus: 6, tanh: 2.7 } as const;

const passOver = (x: TensorInfo, nanoseconds: number = PASS): Split => ({ count: sizeOf(x), nanoseconds, multiple: FLOAT });

/** A function of each element of a float32 tensor. */
export function unary(module: KernelModule, name: 'exp' | 'sigmoid' | 'softplus' | 'tanh', x: TensorInfo): TensorInfo {
  const y = makeFloats(module, x.shape);
  const [from, to] = [addressOf(module, x), addressOf(module, y)];
  parallel(module, name, passOver(x, TIMES[name]), (first, end) => [from + first * FLOAT, to + first * FLOAT, end - first]);
  return y;
}

/** gain · relu(x), or gain · leakyRelu(x). */
export function activate(module: KernelModule, x: TensorInfo, activation: Activation): TensorInfo {
  const y = makeFloats(module, x.shape);
  const [from, to, last] = [addressOf(module, x), addressOf(module, y), activationArguments(activation)];
  parallel(module, 'activate', passOver(x), (first, end) => [from + first * FLOAT, to + first * FLOAT, end - first, ...last]);
  return y;
}

/** dy · gain where `reference` is above 0, dy · gain · slope elsewhere. `reference` is what was activated, or (with a gain above 0) what came out. */
export function activateGradient(module: KernelModule, dy: TensorInfo, reference: TensorInfo, activation: Activation): TensorInfo {
  const dx = makeFloats(module, dy.shape);
  const [from, at, to] = [addressOf(module, dy), addressOf(module, reference), addressOf(module, dx)];
  const last = [slopeOf(activation), activation.gain ?? 1] as const;
  parallel(module, 'activateBackward', passOver(dy), (first, end) => {
    const byte = first * FLOAT;
    return [from + byte, at + byte, to + byte, end - first, ...last];
  });
  return dx;
}

/** The gradient of sigmoid or tanh by what came out: dy · y · (1 - y), or dy · (1 - y²). */
export function unaryGradient(module: KernelModule, name: 'sigmoid' | 'tanh', dy: TensorInfo, y: TensorInfo): TensorInfo {
  const dx = makeFloats(module, dy.shape);
  const [from, at, to] = [addressOf(module, dy), addressOf(module, y), addressOf(module, dx)];
  parallel(module, `${name}Backward`, passOver(dy), (first, end) => {
    const byte = first * FLOAT;
    return [from + byte, at + byte, to + byte, end - first];
  });
  return dx;
}
