import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LayerVariable, LayersModel, layers } from '@tensorflow/tfjs-layers';
import { check, type Network } from '@ganblocks/core';
import type { ModelNetwork } from './network';

const isModel = (layer: layers.Layer): layer is LayersModel => 'layers' in layer && Array.isArray(layer.layers);

const weightsOf = (model: LayersModel): LayerVariable[] =>
  model.layers.flatMap((layer) => (isModel(layer) ? weightsOf(layer) : layer.weights));

const variableOf = (weight: LayerVariable): Variable => weight.read() as Variable;

/**
 * Runs `body` with other tensors in the place of a network's weights: what it computes is a function of them, and can be differentiated
 * by them. The variables keep their values.
 *
 * @param values For some or all of `network.trainable` and `network.statistics`, by name.
 * @throws GanError where the network has no such weight, or a value has another shape.
 * @example
 * const doubled = Object.fromEntries(critic.trainable.map((w) => [w.name, tf.mul(w, 2)]));
 * const scores = withWeights(critic, doubled, () => critic.apply(images, { training: false }));
 */
export function withWeights<T>(
  { name, model }: Pick<ModelNetwork, 'model'> & Pick<Network, 'name'>,
  values: Readonly<Record<string, Tensor>>,
  body: () => T,
): T {
  const weights = new Map(weightsOf(model).map((weight) => [variableOf(weight).name, weight] as const));
  const lent = Object.entries(values).map(([key, value]) => {
    const weight = weights.get(key);
    check(weight !== undefined, () => `withWeights: '${name}' must have the weight '${key}'. It has ${[...weights.keys()].join(', ')}.`);
    check(weight.shape.join() === value.shape.join(), () => {
      return `withWeights: '${key}' must have the shape [${weight.shape.join(', ')}]. Got [${value.shape.join(', ')}].`;
    });
    return [weight, value] as const;
  });
  for (const [weight, value] of lent) Object.defineProperty(weight, 'read', { value: () => value, configurable: true });
  try {
    return body();
  } finally {
    for (const [weight] of lent) Reflect.deleteProperty(weight, 'read');
  }
}
