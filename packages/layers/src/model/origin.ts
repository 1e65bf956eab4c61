import type { SymbolicTensor } from '@tensorflow/tfjs-layers';

/** What a network's parts learn from its input: the seed of their first weights, and which names are taken. */
export interface Origin {
  readonly seed: number;
  /** `dense` → `dense1`, the next time `dense2`. */
  unusedName(word: string): string;
}

const origins = new WeakMap<object, Origin>();

/** Counts by word; one counter a network, so that the same network has the same names whenever it is built. */
export function createOrigin(seed: number): Origin {
  const counts = new Map<string, number>();
  return {
    seed,
    unusedName(word) {
      const count = (counts.get(word) ?? 0) + 1;
      counts.set(word, count);
      return `${word}${count}`;
    },
  };
}

export function setOrigin(input: SymbolicTensor, origin: Origin): void {
  origins.set(input, origin);
}

/** Whether something is one symbolic tensor of tfjs-layers, whichever copy of it. */
export const isSymbolic = (x: unknown): x is SymbolicTensor => typeof x === 'object' && x !== null && 'sourceLayer' in x;

/** The origin of the first input that has one, however many layers lie between. */
export function originOf(inputs: unknown): Origin | undefined {
  for (const x of Array.isArray(inputs) ? (inputs as unknown[]) : [inputs]) {
    if (!isSymbolic(x)) continue;
    const origin = origins.get(x) ?? originOf(x.inputs);
    if (!origin) continue;
    origins.set(x, origin);
    return origin;
  }
  return undefined;
}
