import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { ModelNetwork } from '../model/network';
import { checkEqual, checkFrees, checkUnlike } from './contract';
import { drawInputs, inference, modelOf, outputsOf, still, training } from './exampleNetwork';
import type { Promises, Subject } from './promises';

async function checkRefused(
  { name, make, inputs }: Subject,
  { make: other = make, inputs: shapes, error }: Subject['refuses'][number],
): Promise<void> {
  let message = 'no error';
  try {
    modelOf(other(), shapes?.map((shape) => ({ shape })) ?? inputs).dispose();
  } catch (thrown) {
    message = thrown instanceof Error ? thrown.message : String(thrown);
  }
  check(message.includes(error), () => `${name}: must be refused with "${error}". Got "${message}".`);
  return Promise.resolve();
}

/** Of a network that declares to treat each example by itself, that one call for several of them is as many calls, which draw nothing. */
async function checkPerExample(name: string, net: ModelNetwork, given: readonly Tensor[]): Promise<void> {
  if (!net.perExample) return;
  const silent = { training: true };
  const together = outputsOf(net, given, silent);
  const [batchSize = 0] = given[0]?.shape ?? [];
  const apart = Array.from({ length: batchSize }, (_, n) => outputsOf(net, given.map((x) => tf.slice(x, n, 1)), silent)); // prettier-ignore
  for (const [i, whole] of together.entries())
    await checkEqual(`${name}: examples together and one by one`, whole, tf.concat(apart.map((outputs) => outputs[i]!)));
}

/** What calls do and leave behind. */
export const callChecks: Promises = (subject) => {
  const { name, build, inputs, batchSize, trainingDiffers, refuses, constants } = subject;
  const moves = ({ name: path }: { readonly name: string }): boolean => !constants.some((word) => path.endsWith(`/${word}`));
  return [
    [
      trainingDiffers ? 'differs between training and inference' : 'computes the same in training and inference',
      async (own) => {
        const net = build(own);
        const given = drawInputs(inputs, batchSize);
        const outputs = [outputsOf(net, given, still())[0]!, outputsOf(net, given, inference)[0]!] as const;
        await (trainingDiffers ? checkUnlike : checkEqual)(`${name}: training and inference`, ...outputs);
      },
    ],
    [
      'moves statistics only when it is told to',
      async (own) => {
        const net = build(own);
        const given = drawInputs(inputs, batchSize);
        const before = net.statistics.map((variable) => tf.clone(variable));
        outputsOf(net, given, inference);
        outputsOf(net, given, still());
        for (const [i, variable] of net.statistics.entries())
          await checkEqual(`${name}: '${variable.name}' without an update`, variable, before[i]!);
        outputsOf(net, given, training());
        for (const [i, variable] of net.statistics.entries())
          await (moves(variable) ? checkUnlike : checkEqual)(`${name}: '${variable.name}' after an update`, variable, before[i]!);
      },
    ],
    ['treats each example by itself, where it declares so', (own) => checkPerExample(name, build(own), drawInputs(inputs, batchSize))],
    [
      'frees what it makes',
      async (own) => {
        const net = build(own);
        const given = drawInputs(inputs, batchSize);
        await checkFrees(`${name}: a call in training and one in inference`, () => {
          tf.dispose(outputsOf(net, given, training()));
          tf.dispose(outputsOf(net, given, inference));
        });
      },
    ],
    ...refuses.map((refusal) => [`refuses: ${refusal.error}`, () => checkRefused(subject, refusal)] as const),
  ];
};
