import type { Variable } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { check, randomStream, readSafetensors, rawFromTensor, tensorFromRaw, writeSafetensors } from '@ganblocks/core';
import type { ModelNetwork } from '../model/network';
import { checkConfigWords } from './configWords';
import { checkEqual } from './contract';
import { drawInputs, inference, outputsOf } from './exampleNetwork';
import type { Promises, Subject } from './promises';
import { reloaded } from './reloaded';

type Net = ModelNetwork;

const variablesOf = ({ trainable, statistics }: Net): readonly Variable[] => [...trainable, ...statistics];

/** For JSON: tfjs's own layers come back with null for what was not given. */
const given = (_key: string, value: unknown): unknown => value ?? undefined;

/** Other values than the first ones, in a range that suits variances too. */
function change(net: Net): void {
  const random = randomStream(7);
  for (const variable of variablesOf(net)) variable.assign(random.uniform(variable.shape, { low: 0.5, high: 1.5 }));
}

async function checkSameOutputs({ name, inputs, batchSize }: Subject, what: string, a: Net, b: Net): Promise<void> {
  const given = drawInputs(inputs, batchSize);
  const [first, second] = [outputsOf(a, given, inference), outputsOf(b, given, inference)];
  for (const [i, y] of first.entries()) await checkEqual(`${name}: a layer and the one ${what}`, y, second[i]!);
}

/** Configuration and weights, there and back. */
export const savingChecks: Promises = (subject) => [
  [
    'has a configuration that survives saving',
    async (own) => {
      const { name, build } = subject;
      const net = build(own);
      for (const layer of net.model.layers) checkConfigWords(name, layer.getConfig());
      const json = net.model.toJSON(undefined, false) as Parameters<typeof tfl.models.modelFromJSON>[0];
      const rebuilt = own(await tfl.models.modelFromJSON(json));
      variablesOf(rebuilt).forEach((variable, i) => variable.assign(variablesOf(net)[i]!));
      await checkSameOutputs(subject, 'rebuilt from its configuration', net, rebuilt);
      const configs = [net.model, rebuilt.model].map(({ layers: parts }) =>
        JSON.stringify(
          parts.map((part) => part.getConfig()),
          given,
        ),
      );
      check(configs[0] === configs[1], () => `${name}: the configuration must survive saving. Got ${configs[1]}, was ${configs[0]}.`);
    },
  ],
  [
    'saves and loads as a model of tfjs',
    async (own) => {
      const net = subject.build(own);
      change(net);
      await checkSameOutputs(subject, 'loaded from its file', net, own(await reloaded(net.model)));
    },
  ],
  [
    'saves and loads its weights as safetensors',
    async (own) => {
      const [net, loaded] = [subject.build(own), subject.build(own)];
      change(net);
      const raw = new Map<string, Awaited<ReturnType<typeof rawFromTensor>>>();
      for (const variable of variablesOf(net)) raw.set(variable.name, await rawFromTensor(variable));
      const { tensors } = readSafetensors(writeSafetensors(raw));
      for (const variable of variablesOf(loaded)) variable.assign(tensorFromRaw(tensors.get(variable.name)!));
      await checkSameOutputs(subject, 'loaded from safetensors', net, loaded);
    },
  ],
  [
    'begins alike for the same seed',
    async (own) => {
      const [a, b] = [subject.build(own), subject.build(own)];
      for (const [i, variable] of variablesOf(a).entries())
        await checkEqual(`${subject.name}: '${variable.name}' of two layers of one seed`, variable, variablesOf(b)[i]!);
    },
  ],
];
