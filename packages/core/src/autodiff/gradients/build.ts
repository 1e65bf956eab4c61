import * as tf from '@tensorflow/tfjs-core';
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import { GanError } from '../../errors/index';
import type { Gradient } from '../engine';

/** Kernel attributes, whose types tfjs erases. */
export type Attributes = NamedAttrMap;

/** Kernels that tfjs-core does not export as ops, the backward ones above all, are run by name. */
export const run = (kernelName: string, inputs: Record<string, Tensor>, attributes: Attributes): Tensor =>
  tf.engine().runKernel(kernelName, inputs, attributes);

/** The n-th saved tensor; the list's length is fixed by the gradient's `inputsToSave` and `outputsToSave`. */
export function savedAt(saved: readonly Tensor[], index: number): Tensor {
  const tensor = saved[index];
  if (!tensor) throw new GanError(`autodiff: a gradient expected at least ${index + 1} saved tensors. Got ${saved.length}.`);
  return tensor;
}

/** y = f(x): dx from dy and the saved input. */
export const fromInput = (kernelName: string, gradient: (dy: Tensor, x: Tensor, attributes: Attributes) => Tensor): Gradient => ({
  kernelName,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => ({ x: () => gradient(dy as Tensor, savedAt(saved, 0), attributes) }),
});

/** y = f(x): dx from dy and the saved output; right to any order thanks to the repaired tape. */
export const fromOutput = (kernelName: string, gradient: (dy: Tensor, y: Tensor) => Tensor): Gradient => ({
  kernelName,
  outputsToSave: [true],
  gradFunc: (dy, saved) => ({ x: () => gradient(dy as Tensor, savedAt(saved, 0)) }),
});

/** y = f(x), linear and known without saving anything. */
export const linear = (kernelName: string, gradient: (dy: Tensor, attributes: Attributes) => Tensor): Gradient => ({
  kernelName,
  gradFunc: (dy, _saved, attributes) => ({ x: () => gradient(dy as Tensor, attributes) }),
});

/** y = f(a, b) with broadcasting: both gradients, reduced to the inputs' shapes. */
export const fromBoth = (
  kernelName: string,
  gradients: { a: (dy: Tensor, a: Tensor, b: Tensor) => Tensor; b: (dy: Tensor, a: Tensor, b: Tensor) => Tensor },
): Gradient => ({
  kernelName,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = [savedAt(saved, 0), savedAt(saved, 1)];
    return { a: () => sumTo(gradients.a(dy as Tensor, a, b), a.shape), b: () => sumTo(gradients.b(dy as Tensor, a, b), b.shape) };
  },
});

/** The derivative of everything that is constant almost everywhere. */
export const zero = (kernelName: string, ...inputs: readonly string[]): Gradient => ({
  kernelName,
  inputsToSave: [...inputs],
  gradFunc: (_dy, saved) => Object.fromEntries(inputs.map((name, i) => [name, () => zerosOf(savedAt(saved, i))])),
});

/** float32 zeros in the shape of `x`, whatever its type. */
export const zerosOf = (x: Tensor): Tensor => tf.fill(x.shape, 0);

/** The adjoint of broadcasting: sums `x` over the axes along which `shape` was repeated. */
export function sumTo(x: Tensor, shape: readonly number[]): Tensor {
  if (tf.util.arraysEqual(x.shape, [...shape])) return x;
  const added = x.shape.length - shape.length;
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis < added || (shape[axis - added] === 1 && x.shape[axis] !== 1));
  return shaped(axes.length > 0 ? tf.sum(x, axes) : x, shape);
}

/** `x` in this shape; itself if it has it. */
export const shaped = (x: Tensor, shape: readonly number[]): Tensor =>
  tf.util.arraysEqual(x.shape, [...shape]) ? x : tf.reshape(x, [...shape]);

/** `x` as float32; itself if it is that. */
export const floats = (x: Tensor): Tensor => (x.dtype === 'float32' ? x : tf.cast(x, 'float32'));

/** `x` repeated to `shape`: one multiplication, because tile is slow on wasm. */
export const broadcast = (x: Tensor, shape: readonly number[], scale = 1): Tensor => tf.mul(x, tf.fill([...shape], scale));

/** `shape` with the reduced axes kept as 1. */
export const keepDims = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
