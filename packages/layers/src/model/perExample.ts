import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/** tfjs's own layers that treat each example by itself and neither draw nor move anything, as far as this library makes them. */
const ownLayers = new Set(['InputLayer', 'Activation', 'Add', 'ELU', 'Flatten', 'ReLU', 'Reshape']);

const declares = (layer: layers.Layer): boolean =>
  'perExample' in layer ? layer.perExample === true : ownLayers.has(layer.getClassName());

/** Whether every layer of a model, of those within it too, declares that it treats each example by itself. */
export const isPerExample = (model: LayersModel): boolean =>
  model.layers.every((layer) => ('layers' in layer ? isPerExample(layer as LayersModel) : declares(layer)));
