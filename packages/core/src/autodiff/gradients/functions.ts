import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { scopeOf, within } from '../functionNode';
import { fromBoth, fromInput, fromOutput, savedAt, zerosOf } from './build';

const nonZero = (x: Tensor): Tensor => constant(() => tf.cast(tf.notEqual(x, 0), 'float32'));
/** `x`, and 1 in place of 0. */
const safe = (x: Tensor): Tensor => tf.add(x, tf.sub(1, nonZero(x)));

/** The stock gradient takes the labels for probabilities that add up to 1, is wrong by the labels, and is a constant to the next derivative. */
const softmaxCrossEntropy: Gradient = {
  kernelName: scopeOf('softmaxCrossEntropy'),
  inputsToSave: ['0', '1'],
  gradFunc: (dy, saved) => {
    const [labels, logits] = [tf.cast(savedAt(saved, 0), 'float32'), tf.cast(savedAt(saved, 1), 'float32')];
    const each = (): Tensor => tf.expandDims(dy as Tensor, -1);
    return {
      0: () => tf.neg(tf.mul(each(), tf.logSoftmax(logits))),
      1: () => tf.mul(each(), tf.sub(tf.mul(tf.softmax(logits), tf.sum(labels, -1, true)), labels)),
    };
  },
};

/** The stock gradient holds on to its argument, which is lost where that was made within a `tf.tidy`. */
const logSigmoid: Gradient = {
  kernelName: scopeOf('logSigmoid'),
  inputsToSave: ['0'],
  gradFunc: (dy, saved) => ({ 0: () => tf.mul(dy as Tensor, tf.sigmoid(tf.neg(savedAt(saved, 0)))) }),
};

/**
 * Functions of tfjs-core that are no kernel, see `functionNode.ts`, and that their kernels' gradients would get wrong:
 * - divNoNan at a zero divisor, and norm of a zero vector, where they meet 0 · ∞; the derivative is 0;
 * - sigmoidCrossEntropy, written as relu(x) - x·z + log(1 + e^-|x|): at x = 0 the kinks of relu and abs cancel, their derivatives do not.
 *   Together the outer two are softplus, so relu takes softplus's derivative and abs none.
 */
export const functions: readonly Gradient[] = [
  softmaxCrossEntropy,
  logSigmoid,
  fromBoth(within('divNoNan', 'RealDiv'), {
    a: (dy, _a, b) => tf.div(tf.mul(dy, nonZero(b)), safe(b)),
    b: (dy, a, b) => tf.neg(tf.mul(tf.mul(dy, nonZero(b)), tf.div(tf.div(a, safe(b)), safe(b)))),
  }),
  fromOutput(within('norm', 'Sqrt'), (dy, y) => tf.div(tf.mul(dy, nonZero(y)), tf.mul(safe(y), 2))),
  fromInput(within('sigmoidCrossEntropy', 'Relu'), (dy, x) => tf.mul(dy, tf.sigmoid(x))),
  fromInput(within('sigmoidCrossEntropy', 'Abs'), (_dy, x) => zerosOf(x)),
];
