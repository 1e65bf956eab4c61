import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { input } from '@ganblocks/layers';
import type { LapganConfig } from './config';

/** The inputs of a network by name and shape, and that of the labels, `[classes]`, where there are classes. */
export function inputsOf(
  { classes, seed }: Pick<LapganConfig, 'classes' | 'seed'>,
  network: string,
  shapes: Readonly<Record<string, readonly number[]>>,
): { readonly inputs: readonly SymbolicTensor[]; readonly labels: readonly SymbolicTensor[] } {
  const inputs = Object.entries(shapes).map(([name, shape]) => input({ shape, name, seed, network }));
  return { inputs, labels: classes > 0 ? [input({ shape: [classes], name: 'labels', seed, network })] : [] };
}

/** Vectors with one-hot labels beside them, where there are any. */
export const withLabels = (vectors: SymbolicTensor, labels: readonly SymbolicTensor[]): SymbolicTensor =>
  labels.length === 0 ? vectors : (layers.concatenate({ axis: -1, name: 'beside' }).apply([vectors, ...labels]) as SymbolicTensor);
