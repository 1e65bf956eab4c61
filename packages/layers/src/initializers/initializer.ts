/** How a weight begins: plain data, so that it is saved with the layer and the same seed begins the same network. */
export type Initializer =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'truncatedNormal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'orthogonal'; readonly gain: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'varianceScaling';
      readonly scale: number;
      readonly mode: 'fanIn' | 'fanOut' | 'fanAverage';
      readonly distribution: 'normal' | 'uniform';
    };

/** How many inputs an output reads, and how many outputs an input feeds. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** How many numbers a weight holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
