import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { savedAt } from './build';

/** On floats, the two parts (`complexTape.ts`): the transposed conjugate of the discrete Fourier transform is n times its inverse. */
const fourier = (kernelName: 'FFT' | 'IFFT'): Gradient => ({
  kernelName,
  gradFunc: (dys) => {
    const [real, imag] = [savedAt(dys as Tensor[], 0), savedAt(dys as Tensor[], 1)];
    const n = real.shape.at(-1) ?? 1;
    const adjoint = (): Tensor => (kernelName === 'FFT' ? tf.ifft(tf.complex(real, imag)) : tf.fft(tf.complex(real, imag)));
    const scale = kernelName === 'FFT' ? n : 1 / n;
    return { real: () => tf.mul(tf.real(adjoint()), scale), imag: () => tf.mul(tf.imag(adjoint()), scale) };
  },
});

/** |z|, whose gradient is z / |z|, and 0 at 0. */
const complexAbs: Gradient = {
  kernelName: 'ComplexAbs',
  gradFunc: (dy, saved) => {
    const [real, imag, y] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
    const positive = constant(() => tf.step(y));
    const scaled = (part: Tensor): Tensor => tf.mul(tf.mul(dy as Tensor, positive), tf.div(part, tf.add(y, tf.sub(1, positive))));
    return { real: () => scaled(real), imag: () => scaled(imag) };
  },
};

/** Fourier transforms. */
export const spectral: readonly Gradient[] = [fourier('FFT'), fourier('IFFT'), complexAbs];
