import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LayerVariable, LayersModel, layers } from '@tensorflow/tfjs-layers';
import { check, type Network } from '@ganblocks/core';
import type { ModelNetwork } from './network';

const isModel = (layer: layers.Layer): layer is LayersModel => 'layers' in layer && Array.isArray(layer.layers);

const weightsOf = (model: LayersModel): LayerVariable[] =>
  model.layers.flatMap((layer) => (isModel(layer) ? weightsOf(layer) : layer.weights));

/** The variables of weights that are lent out now, which read as something else. */
const lent = new WeakMap<LayerVariable, Variable>();
const variableOf = (weight: LayerVariable): Variable => lent.get(weight) ?? (weight.read() as Variable);

/** Lets a weight read as another tensor; gives back what ends it. */
function lend(weight: LayerVariable, value: Tensor): () => void {
  const earlier = Object.getOwnPropertyDescriptor(weight, 'read');
  if (!earlier) lent.set(weight, weight.read() as Variable);
  Object.defineProperty(weight, 'read', { value: () => value, configurable: true });
  return () => {
    if (earlier) {
      Object.defineProperty(weight, 'read', earlier);
      return;
    }
    Reflect.deleteProperty(weight, 'read');
    lent.delete(weight);
  };
}

/**
 * Runs `body` with other tensors in the place of a network's weights: what it computes is a function of them, and can be differentiated
 * by them. The variables keep their values. A call inside another lends on top of it.
 *
 * @param values For some or all of `network.trainable` and `network.statistics`, by name.
 * @throws GanError where the network has no such weight, or a value has another shape.
 * @example
 * const net = network(chain({ shape: [2] }, dense({ units: 1 })));
 * const doubled = Object.fromEntries(net.trainable.map((weight) => [weight.name, tf.mul(weight, 2)]));
 * const scores = withWeights(net, doubled, () => net.apply(tf.ones([4, 2]), { training: false }));
 */
export function withWeights<T>(
  { name, model }: Pick<ModelNetwork, 'model'> & Pick<Network, 'name'>,
  values: Readonly<Record<string, Tensor>>,
  body: () => T,
): T {
  const weights = new Map(weightsOf(model).map((weight) => [variableOf(weight).name, weight] as const));
  const loans = Object.entries(values).map(([key, value]) => {
    const weight = weights.get(key);
    check(weight !== undefined, () => `withWeights: '${name}' must have the weight '${key}'. It has ${[...weights.keys()].join(', ')}.`);
    check(weight.shape.join() === value.shape.join(), () => {
      return `withWeights: '${key}' must have the shape [${weight.shape.join(', ')}]. Got [${value.shape.join(', ')}].`;
    });
    return [weight, value] as const;
  });
  const ends = loans.map(([weight, value]) => lend(weight, value));
  try {
    return body();
  } finally {
    for (const end of ends.reverse()) end();
  }
}
