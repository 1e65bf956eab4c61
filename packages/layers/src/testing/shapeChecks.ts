import { check } from '@ganblocks/core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { drawInputs, inference, outputsOf } from './exampleNetwork';
import type { Promises } from './promises';

const written = (shapes: readonly Shape[]): string => shapes.map((shape) => `[${shape.join(', ')}]`).join(', ');

/** Shapes and names. */
export const shapeChecks: Promises = ({ name, build, inputs, batchSize, outputShapes, weights }) => [
  [
    'predicts its output shape',
    (own) => {
      const net = build(own);
      const actual = outputsOf(net, drawInputs(inputs, batchSize), inference).map(({ shape }) => shape.slice(1));
      const predicted = net.model.outputs.map(({ shape }) => shape.slice(1));
      check(
        written(predicted) === written(actual),
        () => `${name}: computeOutputShape must be right. Got ${written(predicted)}, the output is ${written(actual)}.`,
      );
      const expected = outputShapes ?? actual;
      check(
        written([...expected].map((shape) => [...shape])) === written(actual),
        () => `${name}: the output must be ${written([...expected].map((shape) => [...shape]))}. Got ${written(actual)}.`,
      );
    },
  ],
  [
    'names its weights apart, and alike in every copy',
    (own) => {
      const [first, second] = [build(own), build(own)].map(({ trainable, statistics }) => [...trainable, ...statistics].map((w) => w.name));
      const names = first ?? [];
      check(new Set(names).size === names.length, () => `${name}: weight names must be unique. Got ${names.join(', ')}.`);
      check(
        names.join() === second?.join(),
        () => `${name}: a copy must have the same weight names. Got ${names.join(', ')} and ${second?.join(', ')}.`,
      );
      const words = names.map((path) => path.split('/').pop() ?? '');
      check(
        !weights || words.join() === weights.join(),
        () => `${name}: the weights must be ${weights?.join(', ')}. Got ${words.join(', ')}.`,
      );
    },
  ],
];
