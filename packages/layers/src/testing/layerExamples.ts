import type { layers } from '@tensorflow/tfjs-layers';
import type { LayerContractOptions } from './layerContract';

/** A layer with its contract. */
type LayerExample = LayerContractOptions & { readonly make: () => layers.Layer };

/** Examples by class name. */
export type LayerExamples = Readonly<Record<string, readonly LayerExample[]>>;
