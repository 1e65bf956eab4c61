import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { lackedBy, one, signed, two } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

/** A function of both parts that keeps them apart. */
const readOut = (z: Tensor): Tensor => tf.add(tf.square(tf.real(z)), tf.tanh(tf.imag(z)));
const half = (x: Tensor): Tensor => tf.complex(x, tf.mul(x, 0.5));

const frames: readonly DerivativeCase[] = [
  one('signal.frame', (x) => tf.square(tf.signal.frame(x as tf.Tensor1D, 4, 2)), [9]),
  one('signal.frame to the end', (x) => tf.square(tf.signal.frame(x as tf.Tensor1D, 4, 3, true, 0.5)), [9]),
];

const complexNumbers: readonly DerivativeCase[] = [
  two('complex', (a, b) => readOut(tf.complex(a, b)), [3, 4], [3, 4]),
  two('complex times complex', (a, b) => readOut(tf.mul(tf.complex(a, b), tf.complex(b, tf.square(a)))), [3, 4], [3, 4]),
  two('complex moved and added', (a, b) => {
    const z = tf.complex(a, b);
    return readOut(tf.sub(tf.concat([tf.reshape(z, [4, 3]), tf.reshape(half(a), [4, 3])], 1), half(tf.concat([b, a], 0))));
  }, [2, 6], [2, 6]), // prettier-ignore
  two('complex and a float', (a, b) => readOut(tf.mul(tf.complex(a, b), tf.cast(b, 'complex64'))), [3, 4], [3, 4]),
  two('abs of a complex number', (a, b) => tf.abs(tf.complex(a, b)), [3, 4], [3, 4], signed, 3),
  two('real', (a, b) => tf.square(tf.real(tf.mul(tf.complex(a, b), tf.complex(a, b)))), [3, 4], [3, 4]),
  two('imag', (a, b) => tf.square(tf.imag(tf.mul(tf.complex(a, b), tf.complex(a, b)))), [3, 4], [3, 4]),
];

const transforms: readonly DerivativeCase[] = [
  two('fft', (a, b) => readOut(tf.fft(tf.complex(a, b))), [2, 8], [2, 8], signed, 3),
  two('fft of an odd length', (a, b) => readOut(tf.fft(tf.complex(a, b))), [2, 3, 5], [2, 3, 5]),
  one('fft of a float', (x) => tf.tidy(() => readOut(tf.fft(half(tf.tanh(x))))), [6]),
  two('ifft', (a, b) => readOut(tf.ifft(tf.complex(a, b))), [2, 8], [2, 8]),
  one('rfft', (x) => readOut(tf.rfft(x)), [2, 6]),
  one('rfft cut', (x) => readOut(tf.rfft(x, 4)), [2, 6]),
  one('rfft padded', (x) => readOut(tf.rfft(x, 8)), [2, 6]),
  two('irfft', (a, b) => tf.square(tf.irfft(tf.complex(a, b))), [2, 5], [2, 5]),
  two('irfft of two', (a, b) => tf.square(tf.irfft(tf.complex(a, b))), [3, 2], [3, 2]),
  two('irfft of three axes', (a, b) => tf.square(tf.irfft(tf.complex(a, b))), [2, 2, 3], [2, 2, 3]),
  one('signal.stft', (x) => tf.abs(tf.signal.stft(x as tf.Tensor1D, 4, 2, 8)), [10]),
];

/** Complex numbers and Fourier transforms. */
export const spectralCases: readonly DerivativeCase[] = [...frames, ...lackedBy(['wasm'], [...complexNumbers, ...transforms])];
