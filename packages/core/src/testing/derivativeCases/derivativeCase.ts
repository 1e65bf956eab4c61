import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '../../random/index';

/** An op to be held against finite differences. */
export interface DerivativeCase {
  /** The function that a user writes, as tfjs-core names it (`tanh`, `image.resizeBilinear`, `linalg.qr`), or an op of ours. */
  readonly op: string;
  /** The op, then what is particular about the case. */
  readonly name: string;
  readonly f: (...inputs: Tensor[]) => Tensor;
  /** Draws the inputs, away from the op's kinks. The caller disposes. */
  readonly inputs: () => Tensor[];
  readonly order: number;
  /** Backends for which TensorFlow.js has not got the kernels, such as `wasm` for complex numbers. */
  readonly lacking?: readonly string[];
}

export type Shape = readonly number[];
export type Draw = (shape: Shape, seed: string) => Tensor;

const signs = (size: number, seed: string): Float32Array => {
  const random = randomStream(7).split(`signs ${seed}`);
  return Float32Array.from({ length: size }, () => (random.next() < 0.5 ? -1 : 1));
};
const draw = (shape: Shape, seed: string, value: (i: number, u: number) => number): Tensor => {
  const random = randomStream(7).split(seed);
  const size = tf.util.sizeFromShape([...shape]);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => value(i, random.next())),
    [...shape],
  );
};

/** 0.5 … 1.5. */
export const positive: Draw = (shape, seed) => draw(shape, seed, (_, u) => 0.5 + u);
/** ±0.4 … ±1.4: not near 0. */
export const signed: Draw = (shape, seed) => {
  const sign = signs(tf.util.sizeFromShape([...shape]), seed);
  return draw(shape, seed, (i, u) => (sign[i] ?? 1) * (0.4 + u));
};
/** ±0.2 … ±0.7: within the domain of asin and atanh. */
export const small: Draw = (shape, seed) => tf.mul(signed(shape, seed), 0.5);
/** Neighbours differ by a quarter in size, in random order, so that none overtakes another within the test's steps. */
export const distinct: Draw = (shape, seed) => {
  const size = tf.util.sizeFromShape([...shape]);
  const random = randomStream(7).split(`order ${seed}`);
  const order = Array.from({ length: size }, (_, i) => ({ i, key: random.next() })).sort((a, b) => a.key - b.key);
  const rank = new Map(order.map(({ i }, position) => [i, position]));
  return draw(shape, seed, (i) => (i % 2 ? -1 : 1) * 0.3 * 1.25 ** ((rank.get(i) ?? 0) % 14));
};

/** `conv2d stride 2` is a case of `conv2d`. */
const opOf = (name: string): string => name.split(/[ ,]/, 1)[0] ?? name;

/** A case of one argument; its op is the first word of its name. */
export const one = (name: string, f: (x: Tensor) => Tensor, shape: Shape = [3, 4], from: Draw = signed, order = 2): DerivativeCase => ({
  op: opOf(name),
  name,
  f: (x) => f(x),
  inputs: () => tf.tidy(() => [from(shape, name)]),
  order,
});
/** A case of two arguments; its op is the first word of its name. */
export const two = (
  name: string,
  f: (a: Tensor, b: Tensor) => Tensor,
  a: Shape,
  b: Shape,
  from: Draw = signed,
  order = 2,
): DerivativeCase => ({
  op: opOf(name),
  name,
  f: (x, y) => f(x, y),
  inputs: () => tf.tidy(() => [from(a, `${name} a`), from(b, `${name} b`)]),
  order,
});

/** A case of any number of arguments, each drawn by its shape; its op is the first word of its name. */
export const many = (
  name: string,
  f: (...inputs: Tensor[]) => Tensor,
  shapes: readonly Shape[],
  from: Draw = signed,
  order = 2,
): DerivativeCase => ({
  op: opOf(name),
  name,
  f,
  inputs: () => tf.tidy(() => shapes.map((shape, i) => from(shape, `${name} ${i}`))),
  order,
});
/** The same cases, not to be run on some backends. */
export const lackedBy = (backends: readonly string[], cases: readonly DerivativeCase[]): DerivativeCase[] =>
  cases.map((derivativeCase) => ({ ...derivativeCase, lacking: backends }));

export const image = [2, 5, 6, 3];
export const as4 = (x: Tensor): Tensor4D => x as Tensor4D;
export const indices = (): Tensor1D => tf.tensor1d([2, 0, 2, 1], 'int32');
/** Makes a linear op's second derivative visible: its first is constant otherwise. */
export const curved =
  (f: (x: Tensor) => Tensor) =>
  (x: Tensor): Tensor =>
    tf.square(f(x));
