import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { dense, embedding, input, maxout, type Part } from '@ganblocks/layers';
import { byInputs } from '../parts/firstWeights';
import { activation, droppedBy, type Hidden, maxedOut, rectified, within } from '../gan/parts';
import type { CganConfig } from './config';

/** First weights of all layers. */
export const initializer = byInputs;

type Told = Pick<CganConfig, 'classes' | 'attributes'>;

/** What a network is told: labels `[N]`, int32, or attributes `[N, A]`. */
export const conditionInput = (
  { classes, attributes }: Told,
  origin: { readonly seed: number; readonly network: string },
): SymbolicTensor =>
  classes > 0
    ? input({ ...origin, shape: [], name: 'labels', dtype: 'int32' })
    : input({ ...origin, shape: [attributes], name: 'attributes' });

/**
 * The dense layer of a condition, which of one-hot labels is a table with a row a class and a bias. The table begins as the kernel would, in
 * ±1 / √classes.
 */
function told(units: number, { classes }: Told, name: string): Part {
  const table = within(1 / Math.sqrt(Math.max(1, classes)));
  return classes > 0 ? embedding({ classes, size: units, useBias: true, initializer: table, name }) : dense({ units, initializer, name });
}

/** A condition's layer with a rectifier, then dropout. */
export const toldRectified = (units: number, kind: 'relu' | 'leakyRelu', settings: Told, dropped: number): readonly Part[] => [
  told(units, settings, 'condition'),
  activation(kind, 'condition'),
  ...droppedBy(dropped, 'condition'),
];

/** A condition's layer of maxout units, or of leaky ReLUs where there are no pieces, then dropout. */
export function toldMaxout(units: number, pieces: number, settings: Told, dropped: number): readonly Part[] {
  if (pieces === 0) return toldRectified(units, 'leakyRelu', settings, dropped);
  const largest = maxout({ pieces, name: 'condition/maxout' });
  return [told(units * pieces, settings, 'condition'), largest, ...droppedBy(dropped, 'condition')];
}

/** A layer of maxout units, or of leaky ReLUs where there are no pieces, then dropout. */
export const maxoutOrLeaky = (units: number, pieces: number, common: Hidden, name: string): readonly Part[] =>
  pieces === 0 ? rectified(units, 'leakyRelu', common, name) : maxedOut(units, pieces, common, name);

/** Both side by side. */
export const join = (one: SymbolicTensor, other: SymbolicTensor): SymbolicTensor =>
  layers.concatenate({ name: 'join' }).apply([one, other]) as SymbolicTensor;
