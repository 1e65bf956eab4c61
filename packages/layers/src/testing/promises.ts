import type { ModelNetwork } from '../model/network';

import type { ExampleInput, Refusal, Made } from './layerExample';
import type { Owner } from './owner';

/** A layer or a block under test, with all defaults filled in. */
export interface Subject {
  readonly name: string;
  readonly make: () => Made;
  /** A network of it alone, new each time, with the same first weights. */
  readonly build: (own: Owner) => ModelNetwork;
  readonly inputs: readonly ExampleInput[];
  readonly batchSize: number;
  readonly outputShapes: readonly (readonly number[])[] | undefined;
  readonly weights: readonly string[] | undefined;
  readonly constants: readonly string[];
  readonly trainingDiffers: boolean;
  readonly derivatives: 'training' | 'inference' | 'none';
  readonly derivativeTolerance: number;
  readonly refuses: readonly Refusal[];
}

/** What a contract promises of its subject: a sentence, and what shows it. */
export type Promises = (subject: Subject) => readonly (readonly [sentence: string, body: (own: Owner) => Promise<void> | void])[];
