import { fileURLToPath } from 'node:url';
import { derivativeCases, opCatalogue } from '@ganblocks/core/testing';
import { families } from '../parity/families/index';
import { openGoldens } from '../parity/openGoldens';
import type { Item } from './items';

/** Every op of TensorFlow.js that has a derivative, if only that it is zero. */
export const opItems: readonly Item[] = [
  ...derivativeCases.map(({ name }): Item => ({ kind: 'derivative', name })),
  ...opCatalogue.filter(({ kind }) => kind === 'constant').map(({ op }): Item => ({ kind: 'constant', name: op })),
];

/** The ops, every golden that some code computes, and a training step. */
export async function allItems(): Promise<Item[]> {
  const { cases } = await openGoldens(fileURLToPath(new URL('../../goldens', import.meta.url)));
  const computed = cases.filter(({ name }) => families.some(({ pattern }) => pattern.test(name)));
  return [...opItems, ...computed.map(({ name }): Item => ({ kind: 'parity', name })), { kind: 'training', name: 'dcgan-28' }];
}
