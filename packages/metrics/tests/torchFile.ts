import { writeSafetensors, type RawTensor } from '@ganblocks/core';
import { formulaNumbers } from './formulaFeatures';

/**
 * A safetensors file as PyTorch would save a network, with weights by the formula of goldens/README.md: names and shapes of PyTorch, numbers that run over
 * kernels [height, width, inputs, outputs] and over matrices [inputs, outputs].
 */
export const torchFile = (prefix: string, shapes: ReadonlyMap<string, readonly number[]>): Uint8Array =>
  writeSafetensors(
    new Map([...shapes].map(([name, shape]) => [name, { dtype: 'F32', shape, data: numbersOf(prefix, name, shape) } satisfies RawTensor])),
  );

const numbersOf = (prefix: string, name: string, shape: readonly number[]): Float32Array => {
  const number = formulaNumbers(prefix + name);
  const [outputs = 1, inputs = 1, height = 1, width = 1] = shape;
  const taps = height * width;
  const data = new Float32Array(outputs * inputs * taps);
  const [scale, offset] = scaleAndOffset(name, shape);
  const transposed = shape.length > 1;
  for (let tap = 0, i = 0; tap < taps; tap++) {
    for (let c = 0; c < inputs; c++) {
      for (let k = 0; k < outputs; k++, i++) data[transposed ? (k * inputs + c) * taps + tap : i] = offset + scale * (2 * number(i) - 1);
    }
  }
  return data;
};

const scaleAndOffset = (name: string, [, inputs = 1, height = 1, width = 1]: readonly number[]): [scale: number, offset: number] => {
  if (name.endsWith('conv.weight') || /features\.\d+\.weight/.test(name)) return [Math.sqrt(6 / (height * width * inputs)), 0];
  if (name.endsWith('bn.weight')) return [0.2, 1];
  if (name.endsWith('running_var')) return [0.3, 1];
  return name.endsWith('weight') ? [Math.sqrt(3 / inputs), 0] : [0.1, 0];
};

/** Names and shapes of a convolution and its batch normalization. */
export const normalizedConvolution = (
  name: string,
  [height, width, inputs, outputs]: readonly [number, number, number, number],
): readonly [string, readonly number[]][] => [
  [`${name}.conv.weight`, [outputs, inputs, height, width]],
  ...['weight', 'bias', 'running_mean', 'running_var'].map((part): [string, readonly number[]] => [`${name}.bn.${part}`, [outputs]]),
];
