import type { CaseResult } from '../parity/runCase';

/** One thing to be measured on a backend: a derivative case, an op whose derivative is zero, a golden, or a bench case. */
export interface Item {
  readonly kind: 'derivative' | 'constant' | 'parity' | 'training';
  readonly name: string;
}

/** The largest error of one derivative, or why there is none. */
export interface OrderResult {
  readonly order: number;
  /** Relative to the gradient's length. */
  readonly error?: number;
  readonly failure?: string;
  /** The failure is this library's own refusal, which names the op and the remedy. */
  readonly refused?: boolean;
}

/** What was measured; `values` are the op's own, for comparison with another backend's. `failed`: the item could not be measured at all. */
export type Outcome =
  | { readonly kind: 'derivative'; readonly orders: readonly OrderResult[]; readonly values?: readonly number[] }
  | { readonly kind: 'parity'; readonly result: CaseResult }
  | { readonly kind: 'training'; readonly losses: readonly number[]; readonly seconds: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a host tells while it works, in this order: ready, then begun and done for each item. */
export type HostEvent =
  | { readonly event: 'ready'; readonly backend: string }
  | { readonly event: 'begun'; readonly item: Item }
  | { readonly event: 'done'; readonly item: Item; readonly outcome: Outcome };

/** TensorFlow.js as it is, or repaired by this library. */
export type Flavour = 'stock' | 'ours';

/** All that a host needs to know. */
export interface Job {
  readonly backend: string;
  readonly flavour: Flavour;
  readonly items: readonly Item[];
}

export const keyOf = ({ kind, name }: Item): string => `${kind}: ${name}`;
