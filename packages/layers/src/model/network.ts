import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LayerVariable, LayersModel, layers } from '@tensorflow/tfjs-layers';
import { type CallArgs, check, type Network } from '@ganblocks/core';
import { rememberingCall } from '../layer/onceACall';
import { isPerExample } from './perExample';

/** A tfjs model as a `Network`, which can be freed. */
export interface ModelNetwork<In = Tensor, Out = Tensor> extends Network<In, Out> {
  readonly model: LayersModel;
  /** Frees the model's weights. */
  dispose(): void;
}

interface Variables {
  readonly trainable: Variable[];
  readonly statistics: Variable[];
}

const named = new WeakSet<Variable>();
const isVariable = (x: Tensor): x is Variable => x instanceof tf.Variable;

/**
 * Names a variable for good. tfjs counts every name that it ever gave, so the second network of a kind in a process would have
 * `…_1` in all of its weight files; the engine needs names to be unlike only in its own list, which serves `variableGrads` without
 * a list of variables, so they leave that list.
 */
function stableVariable(path: string, weight: LayerVariable): Variable {
  const variable = weight.read();
  check(isVariable(variable), () => `network: '${path}/${weight.originalName}' must be a variable of this copy of TensorFlow.js.`);
  if (named.has(variable)) return variable;
  const { registeredVariables } = tf.engine();
  if (registeredVariables[variable.name] === variable) delete registeredVariables[variable.name];
  variable.name = `${path}/${weight.originalName}`;
  named.add(variable);
  return variable;
}

const isModel = (layer: layers.Layer): layer is LayersModel => 'layers' in layer && Array.isArray(layer.layers);

/** Sorts a model's weights, those of models within it under their names. */
function collect(model: LayersModel, path: string, into: Variables, seen: Set<LayerVariable>): Variables {
  for (const layer of model.layers) {
    if (isModel(layer)) {
      collect(layer, `${path}/${layer.name}`, into, seen);
      continue;
    }
    const learning = new Set(model.trainable ? layer.trainableWeights : []);
    for (const weight of layer.weights) {
      if (seen.has(weight)) continue;
      seen.add(weight);
      (learning.has(weight) ? into.trainable : into.statistics).push(stableVariable(path, weight));
    }
  }
  return into;
}

/** Throws unless a call brings as many inputs as the model has; how they must look, their layers say. */
function checkInputs(where: string, { inputs: wanted, inputNames }: LayersModel, inputs: Tensor | Tensor[]): void {
  const count = Array.isArray(inputs) ? inputs.length : 1;
  check(count === wanted.length, () => {
    return `network: '${where}' must be given ${wanted.length === 1 ? 'one input' : `the inputs [${inputNames.join(', ')}]`}. Got ${count}.`;
  });
}

/**
 * A tfjs model as losses, optimizers and the training loop see it.
 *
 * `apply` passes the call on to every layer, nested ones too (`training`, `random`, `updateStatistics`); several inputs or outputs are
 * lists. `trainable` and `statistics` are in the order of the model's layers, fixed now, and named `<name>/<layer>/<weight>`: the same
 * in every process and for every copy. A weight shared with an earlier network keeps the name that it has; a frozen one is a statistic.
 * `perExample` is true where every layer declares it and there are no statistics: batch norm, minibatch statistics, spectral norm, dropout
 * and noise each make it false.
 *
 * @example
 * const generator = network(dcganGenerator({ resolution: 28, latentSize: 64 }));
 * const images = generator.apply(latents, { training: false });
 */
export function network<In extends Tensor | Tensor[] = Tensor, Out extends Tensor | Tensor[] = Tensor>(
  model: LayersModel,
  { name = model.name }: { readonly name?: string } = {},
): ModelNetwork<In, Out> {
  const { trainable, statistics } = collect(model, name, { trainable: [], statistics: [] }, new Set());
  return {
    name,
    model,
    apply: (inputs: In, call: CallArgs) => {
      checkInputs(name, model, inputs);
      return model.apply(inputs, rememberingCall(call)) as Out;
    },
    trainable,
    statistics,
    perExample: statistics.length === 0 && isPerExample(model),
    dispose: () => void model.dispose(),
  };
}
