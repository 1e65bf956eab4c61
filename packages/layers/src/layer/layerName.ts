import type { layers } from '@tensorflow/tfjs-layers';

/** What a layer is, in one word: `GanConv2d` → `conv2d`, `Flatten` → `flatten`, `ReLU` → `relu`. */
export function kindOf(layer: layers.Layer): string {
  const word = layer
    .getClassName()
    .replace(/^Gan(?=[A-Z])/, '')
    .replace('ReLU', 'Relu');
  return word.charAt(0).toLowerCase() + word.slice(1);
}

/** Whether tfjs named the layer by its global counter (`gan_dense_GanDense3`), and nobody meant the name. */
export const hasAutomaticName = (layer: layers.Layer): boolean => new RegExp(`_${layer.getClassName()}\\d+$`).test(layer.name);
