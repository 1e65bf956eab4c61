import type { SymbolicTensor, layers } from '@tensorflow/tfjs-layers';

/** A layer of several inputs as a part of a chain: the first is what comes along the chain. */
export interface Conditioned {
  readonly layer: layers.Layer;
  readonly conditions: readonly SymbolicTensor[];
}

/**
 * A layer that also reads other tensors, as a part of a chain: y = layer([x, …conditions]).
 *
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const style = input({ shape: [64], name: 'style' });
 * const styled = sequence(conv2d({ channels: 16, kernelSize: 3, padding: 1 }), conditioned(adain(), style), relu())(image, 'block');
 * const model = tfl.model({ inputs: [image, style], outputs: styled });
 */
export const conditioned = (layer: layers.Layer, ...conditions: readonly SymbolicTensor[]): Conditioned => ({ layer, conditions });
