import { layers } from '@tensorflow/tfjs-layers';
import { dense, dropout, initializers, type Initializer, leakyRelu, maxout, type Part, relu } from '@ganblocks/layers';
import { byInputs } from '../parts/firstWeights';

/** Uniform in ±bound, or in ±1 / √inputs where the bound is 0. */
export const within = (bound: number): Initializer => (bound > 0 ? initializers.uniform({ low: -bound, high: bound }) : byInputs);

export const activation = (kind: 'relu' | 'leakyRelu' | 'sigmoid', path: string): layers.Layer => {
  const name = `${path}/${kind}`;
  if (kind === 'relu') return relu({ name });
  return kind === 'leakyRelu' ? leakyRelu({ slope: 0.2, name }) : layers.activation({ activation: 'sigmoid', name });
};

/** What the dense layers of a discriminator have in common. */
export interface Hidden {
  readonly initializer: Initializer;
  /** The share that is dropped behind the activation. */
  readonly dropped: number;
}

/** A dense layer with its rectifier, then dropout. */
export const rectified = (units: number, kind: 'relu' | 'leakyRelu', { initializer, dropped }: Hidden, path: string): readonly Part[] => [
  dense({ units, initializer, name: path }),
  activation(kind, path),
  ...droppedBy(dropped, path),
];

/** A maxout layer, whose units take the largest of several numbers each, then dropout. */
export const maxedOut = (units: number, pieces: number, { initializer, dropped }: Hidden, path: string): readonly Part[] => [
  dense({ units: units * pieces, initializer, name: path }),
  maxout({ pieces, name: `${path}/maxout` }),
  ...droppedBy(dropped, path),
];

export const droppedBy = (rate: number, path: string): readonly Part[] => (rate > 0 ? [dropout({ rate, name: `${path}/dropout` })] : []);
