import type { ModelNetwork } from '../model/network';
import type { ExampleInput, Refusal } from './layerExample';
import type { Owner } from './owner';
import type { layers } from '@tensorflow/tfjs-layers';

/** A layer under test, with all defaults filled in. */
export interface Subject {
  readonly name: string;
  readonly make: () => layers.Layer;
  /** A network of the layer alone, new each time, with the same first weights. */
  readonly build: (own: Owner) => ModelNetwork;
  readonly inputs: readonly ExampleInput[];
  readonly batchSize: number;
  readonly outputShapes: readonly (readonly number[])[] | undefined;
  readonly weights: readonly string[] | undefined;
  readonly trainingDiffers: boolean;
  readonly derivatives: 'training' | 'inference' | 'none';
  readonly derivativeTolerance: number;
  readonly refuses: readonly Refusal[];
}

/** What a contract promises of its subject: a sentence, and what shows it. */
export type Promises = (subject: Subject) => readonly (readonly [sentence: string, body: (own: Owner) => Promise<void> | void])[];
