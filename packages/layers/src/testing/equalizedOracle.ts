import * as float64 from './float64/index';
import type { Weight } from './networkOracle';

type Array64 = float64.Array64;
const { dense, leakyRelu, map, minibatchStdDev, upfirdn2d } = float64;

/** x times a number. */
const scaled = (x: Array64, factor: number): Array64 => map(x, (value) => value * factor);
const fanIn = ({ shape }: Array64): number => shape.slice(0, -1).reduce((product, length) => product * length, 1);
/** ProGAN, section 4.1: the kernel times gain / √fanIn. */
export const equal = (kernel: Array64, gain = 1): Array64 => scaled(kernel, gain / Math.sqrt(fanIn(kernel)));

/** A convolution that keeps the size, at equalized learning rate, with its bias if it has one. */
export const conv = (x: Array64, weight: Weight, path: string, gain: number, useBias = true): Array64 => {
  const kernel = weight(`${path}/kernel`);
  return float64.conv2d(x, equal(kernel, gain), {
    padding: ((kernel.shape[0] ?? 1) - 1) / 2,
    bias: useBias ? weight(`${path}/bias`) : undefined,
  });
};
/** A dense layer at equalized learning rate, over all numbers of an example. */
const full = (x: Array64, weight: Weight, path: string, gain: number): Array64 =>
  dense({ shape: [x.shape[0]!, x.data.length / x.shape[0]!], data: x.data }, equal(weight(`${path}/kernel`), gain), weight(`${path}/bias`));
/** a + b, of the same shape. */
export const sum = (a: Array64, b: Array64): Array64 => map(a, (value, place) => value + b.data[place]!);

/** ProGAN, table 2: how the batch deviates, conv, dense, and the logit. */
export const head = (x: Array64, weight: Weight, gains: readonly [kernel: number, activation: number]): Array64 => {
  const [gain, activation] = gains;
  const seen = leakyRelu(conv(minibatchStdDev(x), weight, 'head/conv', gain), { gain: activation });
  return full(leakyRelu(full(seen, weight, 'head/dense', gain), { gain: activation }), weight, 'head/logits', 1);
};

/** [1, 3, 3, 1] with the sum 1. */
export const tent = [1, 3, 3, 1].map((tap) => tap / 8);

/** StyleGAN2's upsampling. */
export const doubledImage = (x: Array64): Array64 => upfirdn2d(x, tent, { up: 2, padding: [2, 1], gain: 4 });

/** The learned constant, once for each example. */
export const repeated = ({ shape, data }: Array64, count: number): Array64 =>
  float64.array64(
    [count, ...shape],
    Float64Array.from({ length: count * data.length }, (_, place) => data[place % data.length] ?? 0),
  );
