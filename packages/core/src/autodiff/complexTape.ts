import * as tf from '@tensorflow/tfjs-core';
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import { GanError } from '../errors/index';
import { constant } from './constant';
import type { AddNode, Engine, KernelInputs } from './engine';
import { hold } from './hold';
import { keepSaved } from './saved';

type Parts = readonly [real: Tensor, imaginary: Tensor];

const isTensor = (value: unknown): value is Tensor => value instanceof tf.Tensor;
const isComplexTensor = (value: unknown): value is Tensor => isTensor(value) && value.dtype === 'complex64';
const hasComplex = (input: unknown): boolean => (Array.isArray(input) ? input.some(isComplexTensor) : isComplexTensor(input));

export const isComplex = (inputs: KernelInputs, outputs: readonly Tensor[]): boolean =>
  outputs.some(isComplexTensor) || Object.values(inputs).some(hasComplex);

const named = ([real, imag]: Parts): KernelInputs => ({ real, imag });

/** Complex kernels that do the same to both parts. */
const partwise = new Set(['Identity', 'Reshape', 'ExpandDims', 'Concat', 'Pack', 'Add', 'Sub', 'Slice', 'Transpose', 'Reverse', 'Tile']);

const refuse = (): never => {
  throw new GanError(
    'autodiff: derivatives pass through complex tensors from tf.complex, fft, ifft, rfft, irfft, stft, +, -, · and what moves elements, ' +
      'to tf.real, tf.imag, tf.abs. Got a complex argument or result of the differentiated function, or another op on complex numbers. ' +
      'Take floats in and give floats out, and write other ops with tf.real and tf.imag.',
  );
};

/**
 * Tfjs's tape carries derivatives of floats alone. So a complex tensor does not go on it: in its place stand its two parts, floats on which
 * the same computation is recorded, and derivatives flow through them, to any order.
 */
export function complexTape(
  engine: Engine,
  stock: AddNode,
): (kernelName: string, inputs: KernelInputs, outputs: readonly Tensor[], saved: readonly Tensor[], attributes: unknown) => void {
  const known = new WeakMap<Tensor, Parts>();

  /** The parts on the tape; the tape disposes them. Using the tensor itself as argument or result of a derivative is refused. */
  function define(z: Tensor, parts: Parts): void {
    known.set(z, parts);
    stock('complex result', named(parts), [z], refuse, parts, {});
  }
  const read = (z: Tensor): Parts => [constant(() => hold(tf.real(z))), constant(() => hold(tf.imag(z)))];
  function partsOf(z: Tensor): Parts {
    if (!isComplexTensor(z)) return [z, constant(() => tf.zerosLike(z))];
    const found = known.get(z);
    if (found?.every((part) => !part.isDisposed)) return found;
    const parts = read(z);
    known.set(z, parts);
    stock('complex argument', { z }, parts, refuse, parts, {});
    return parts;
  }

  const lowered = (inputs: KernelInputs, part: 0 | 1): KernelInputs => {
    const lower = (value: unknown): unknown => (isTensor(value) ? partsOf(value)[part] : Array.isArray(value) ? value.map(lower) : value);
    if (Array.isArray(inputs)) return lower(inputs) as KernelInputs;
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, lower(value)])) as KernelInputs;
  };
  const input = (inputs: KernelInputs, name: string): Tensor => inputs[name] as Tensor;
  const product = ([a, b]: Parts, [c, d]: Parts): Parts => [tf.sub(tf.mul(a, c), tf.mul(b, d)), tf.add(tf.mul(a, d), tf.mul(b, c))];
  const holdBoth = ([real, imaginary]: Parts): Parts => [hold(real), hold(imaginary)];

  /** What a float result of complex arguments is, as a function of their parts. */
  function toFloat(kernelName: string, inputs: KernelInputs, y: Tensor, attributes: unknown): void {
    const parts = (name: string): Parts => partsOf(input(inputs, name));
    if (kernelName === 'Real') stock('Identity', { x: parts('input')[0] }, [y], null, [], {});
    else if (kernelName === 'Imag') stock('Identity', { x: parts('input')[1] }, [y], null, [], {});
    else if (kernelName === 'Cast') stock('Cast', { x: parts('x')[0] }, [y], null, [], attributes);
    else if (kernelName === 'ComplexAbs') stock('ComplexAbs', named(parts('x')), [y], null, [...parts('x'), y].map(keepSaved), {});
    else stock(`complex ${kernelName}`, lowered(inputs, 0), [y], refuse, [], {});
  }

  function fourier(kernelName: string, inputs: KernelInputs, z: Tensor): Parts {
    const parts = read(z);
    stock(kernelName, named(partsOf(input(inputs, 'input'))), parts, null, [], {});
    return parts;
  }

  /** The parts of a complex result; undefined: nobody knows how they depend on the arguments. */
  function resultParts(kernelName: string, inputs: KernelInputs, z: Tensor, attributes: unknown): Parts | undefined {
    const runOn = (part: 0 | 1): Tensor =>
      tf.engine().runKernel(kernelName, lowered(inputs, part) as tf.NamedTensorMap, attributes as NamedAttrMap);
    if (kernelName === 'FFT' || kernelName === 'IFFT') return fourier(kernelName, inputs, z);
    if (kernelName === 'Complex') return holdBoth([input(inputs, 'real'), input(inputs, 'imag')]);
    if (kernelName === 'Cast') return holdBoth(partsOf(input(inputs, 'x')));
    if (kernelName === 'Multiply') return holdBoth(product(partsOf(input(inputs, 'a')), partsOf(input(inputs, 'b'))));
    if (partwise.has(kernelName)) return holdBoth([runOn(0), runOn(1)]);
    return undefined;
  }

  function toComplex(kernelName: string, inputs: KernelInputs, z: Tensor, attributes: unknown): void {
    if (kernelName === 'ZerosLike') return;
    const parts = resultParts(kernelName, inputs, z, attributes);
    if (parts) define(z, parts);
    else stock(`complex ${kernelName}`, lowered(inputs, 0), [z], refuse, [], {});
  }

  return (kernelName, inputs, [output], saved, attributes) => {
    tf.dispose([...saved]);
    // What a kernel calls while it runs is part of it, and on no tape.
    if (engine.state.kernelDepth > 0 || !output) return;
    if (isComplexTensor(output)) toComplex(kernelName, inputs, output, attributes);
    else toFloat(kernelName, inputs, output, attributes);
  };
}
