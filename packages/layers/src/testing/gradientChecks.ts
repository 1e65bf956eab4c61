import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, installGradients, randomStream } from '@ganblocks/core';
import { checkDerivatives } from '@ganblocks/core/testing';
import { withWeights } from '../model/withWeights';
import { checkUnlike } from './contract';
import { drawInputs, inference, outputsOf, scoreOf, still } from './exampleNetwork';
import { isContinuous } from './layerExample';
import type { Promises } from './promises';

/** Gradients of the inputs and of the weights. */
export const gradientChecks: Promises = ({ name, build, inputs, batchSize, derivatives, derivativeTolerance }) => [
  [
    'passes gradients to its inputs and to every trainable weight',
    async (own) => {
      installGradients();
      const net = build(own);
      const given = drawInputs(inputs, batchSize);
      for (const [i, x] of given.entries()) {
        if (!isContinuous(inputs[i]!)) continue;
        const gradient = tf.grad((moved: Tensor) =>
          scoreOf(
            outputsOf(
              net,
              given.map((other, j) => (j === i ? moved : other)),
              still(),
            ),
          ),
        )(x);
        await checkUnlike(`${name}: the gradient of input ${i + 1} and zero`, gradient, tf.zerosLike(x));
      }
      if (net.trainable.length === 0) return;
      const { grads } = tf.variableGrads(() => scoreOf(outputsOf(net, given, still())), [...net.trainable]);
      for (const variable of net.trainable)
        await checkUnlike(`${name}: the gradient of '${variable.name}' and zero`, grads[variable.name]!, tf.zerosLike(variable));
    },
  ],
  [
    'has first and second derivatives that agree with finite differences',
    async (own) => {
      if (derivatives === 'none') return;
      const net = build(own);
      const random = randomStream(13);
      const given = drawInputs(inputs, batchSize);
      const moving = inputs.flatMap((one, i) => (isContinuous(one) ? [i] : []));
      const weights = net.trainable.map(({ shape }) => random.normal(shape, { mean: 0.5, deviation: 0.5 }));
      const f = (...at: Tensor[]): Tensor => {
        const replaced = given.map((x, i) => at[moving.indexOf(i)] ?? x);
        const values = Object.fromEntries(net.trainable.map((variable, i) => [variable.name, at[moving.length + i]!]));
        const call = derivatives === 'training' ? still() : inference;
        return withWeights(net, values, () => tf.concat(outputsOf(net, replaced, call).map((y) => tf.reshape(y, [-1]))));
      };
      const checks = await checkDerivatives({ f, inputs: [...moving.map((i) => given[i]!), ...weights], order: 2, step: 0.02 });
      for (const { order, analytic, numeric, error } of checks) {
        check(
          error <= derivativeTolerance,
          () => `${name}: derivative ${order} must agree with finite differences. Got ${analytic}, expected ${numeric}, error ${error}.`,
        );
      }
    },
  ],
];
