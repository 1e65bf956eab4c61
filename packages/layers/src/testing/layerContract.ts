import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { layers } from '@tensorflow/tfjs-layers';
import { type CallArgs, check, installGradients, randomStream } from '@ganblocks/core';
import { chain } from '../model/chain';
import type { ModelNetwork } from '../model/network';
import { checkConfigWords } from './configWords';
import { type Owner, withOwner } from './owner';
import { reloaded } from './reloaded';
import { type ContractCheck, checkEqual, checkFrees, checkUnlike } from './contract';

export interface LayerContractOptions {
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  /** Without the batch axis. Default: only that the layer's own prediction holds. */
  readonly outputShape?: readonly number[];
  /** Default 3. */
  readonly batchSize?: number;
  /** Whether training computes something else than inference. Default false. */
  readonly trainingDiffers?: boolean;
  /** The names of the weights, in order. Default: not checked. */
  readonly weights?: readonly string[];
}

const inference: CallArgs = { training: false };
const training = (): CallArgs => ({ training: true, random: randomStream(11) });

/**
 * What every layer promises, as checks for any test runner: shapes, names, a configuration that survives saving, weights that do,
 * the same start for the same seed, a gradient for the input and every trainable weight, training against inference, and no leak.
 *
 * @param make Builds the layer anew each time, without a name.
 * @example for (const { name, run } of layerContract('dense', () => dense({ units: 3 }), { inputShape: [4] })) test(name, run);
 */
export function layerContract(name: string, make: () => layers.Layer, options: LayerContractOptions): readonly ContractCheck[] {
  const { inputShape, outputShape, batchSize = 3, trainingDiffers = false, weights } = options;
  const draw = (): Tensor => randomStream(3).normal([batchSize, ...inputShape]);
  const promise = (what: string, body: (own: Owner) => Promise<void>): ContractCheck => ({
    name: `${name}: ${what}`,
    run: () => checkFrees(`${name}: ${what}`, () => withOwner(body)),
  });
  const build = (own: Owner): ModelNetwork => own(chain({ shape: inputShape, name: 'contract', seed: 1 }, make()));

  return [
    promise('predicts its output shape', async (own) => {
      const net = build(own);
      const actual = net.apply(draw(), inference).shape.slice(1);
      const predicted = (net.model.outputShape as (number | null)[]).slice(1);
      check(
        predicted.join() === actual.join(),
        () => `${name}: computeOutputShape must be right. Got [${predicted.join(', ')}], the output is [${actual.join(', ')}].`,
      );
      const expected = outputShape ?? actual;
      check(expected.join() === actual.join(), () => `${name}: the output must be [${expected.join(', ')}]. Got [${actual.join(', ')}].`);
    }),

    promise('names its weights apart, and alike in every copy', async (own) => {
      const [first, second] = [namesOf(build(own)), namesOf(build(own))];
      check(new Set(first).size === first.length, () => `${name}: weight names must be unique. Got ${first.join(', ')}.`);
      check(
        first.join() === second.join(),
        () => `${name}: a copy must have the same weight names. Got ${first.join(', ')} and ${second.join(', ')}.`,
      );
      const words = first.map((path) => path.split('/').pop() ?? '');
      check(
        !weights || words.join() === weights.join(),
        () => `${name}: the weights must be ${weights?.join(', ')}. Got ${words.join(', ')}.`,
      );
    }),

    promise('has a configuration that survives saving', async (own) => {
      const net = build(own);
      for (const layer of net.model.layers.slice(1)) checkConfigWords(name, layer.getConfig());
      const rebuilt = own(
        await tfl.models.modelFromJSON(net.model.toJSON(undefined, false) as Parameters<typeof tfl.models.modelFromJSON>[0]),
      );
      const x = draw();
      await checkEqual(`${name}: a layer and the one rebuilt from its configuration`, net.apply(x, inference), rebuilt.apply(x, inference));
      const configs = [net.model, rebuilt.model].map(({ layers: parts }) => JSON.stringify(parts.slice(1).map((part) => part.getConfig())));
      check(configs[0] === configs[1], () => `${name}: the configuration must survive saving. Got ${configs[1]}, was ${configs[0]}.`);
    }),

    promise('saves and loads its weights', async (own) => {
      const net = build(own);
      const random = randomStream(7);
      for (const variable of [...net.trainable, ...net.statistics])
        variable.assign(random.uniform(variable.shape, { low: 0.5, high: 1.5 }));
      const loaded = own(await reloaded(net.model));
      const x = draw();
      await checkEqual(`${name}: a layer and the one loaded from its file`, net.apply(x, inference), loaded.apply(x, inference));
    }),

    promise('begins alike for the same seed', async (own) => {
      const [a, b] = [build(own), build(own)];
      for (const [i, variable] of a.trainable.entries())
        await checkEqual(`${name}: '${variable.name}' of two layers of one seed`, variable, b.trainable[i]!);
    }),

    promise('passes gradients to its input and to every trainable weight', async (own) => {
      installGradients();
      const net = build(own);
      const x = draw();
      const score = (input: Tensor): tf.Scalar => {
        const y = net.apply(input, { ...training(), updateStatistics: false });
        return tf.sum(tf.mul(y, tf.add(y, randomStream(5).normal(y.shape))));
      };
      await checkUnlike(`${name}: the gradient of the input and zero`, tf.grad(score)(x), tf.zerosLike(x));
      if (net.trainable.length === 0) return;
      const { grads } = tf.variableGrads(() => score(x), [...net.trainable]);
      for (const variable of net.trainable)
        await checkUnlike(`${name}: the gradient of '${variable.name}' and zero`, grads[variable.name]!, tf.zerosLike(variable));
    }),

    promise(trainingDiffers ? 'differs between training and inference' : 'computes the same in training and inference', async (own) => {
      const net = build(own);
      const x = draw();
      const outputs = [net.apply(x, { ...training(), updateStatistics: false }), net.apply(x, inference)] as const;
      await (trainingDiffers ? checkUnlike : checkEqual)(`${name}: training and inference`, ...outputs);
    }),

    promise('moves statistics only when it is told to', async (own) => {
      const net = build(own);
      const x = tf.add(draw(), 1);
      const before = net.statistics.map((variable) => tf.clone(variable));
      net.apply(x, inference);
      net.apply(x, { ...training(), updateStatistics: false });
      for (const [i, variable] of net.statistics.entries())
        await checkEqual(`${name}: '${variable.name}' without an update`, variable, before[i]!);
      net.apply(x, training());
      for (const [i, variable] of net.statistics.entries())
        await checkUnlike(`${name}: '${variable.name}' after an update`, variable, before[i]!);
    }),

    promise('frees what it makes', async (own) => {
      const net = build(own);
      const x = draw();
      await checkFrees(`${name}: a call in training and one in inference`, () => {
        net.apply(x, training()).dispose();
        net.apply(x, inference).dispose();
      });
    }),
  ];
}

const namesOf = ({ trainable, statistics }: ModelNetwork): string[] => [...trainable, ...statistics].map((variable) => variable.name);
