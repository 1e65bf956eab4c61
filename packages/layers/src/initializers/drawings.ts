import type { Tensor } from '@tensorflow/tfjs-core';
import { check, type RandomStream } from '@ganblocks/core';
import type { Initializer } from './initializer';

/** Draws a weight of some kind. The caller disposes. */
export type Draw<K extends Initializer['kind']> = (
  initializer: Extract<Initializer, { kind: K }>,
  shape: readonly number[],
  random: RandomStream,
) => Tensor;

type AnyDraw = (initializer: Initializer, shape: readonly number[], random: RandomStream) => Tensor;

/** One registry a process, as of layers. */
const key = Symbol.for('@ganblocks/layers/drawings');
const host = globalThis as unknown as Record<symbol, Map<string, AnyDraw> | undefined>;
const drawings = (): Map<string, AnyDraw> => (host[key] ??= new Map<string, AnyDraw>());

const isOf = <K extends Initializer['kind']>(initializer: Initializer, kind: K): initializer is Extract<Initializer, { kind: K }> =>
  initializer.kind === kind;

/** Kinds that few layers begin with bring their arithmetic where they are imported, so that a page without them does not pay for it. */
export function registerDrawing<K extends Initializer['kind']>(kind: K, draw: Draw<K>): void {
  drawings().set(kind, (initializer, shape, random) => {
    check(isOf(initializer, kind), () => `initializers: expected the kind '${kind}'. Got '${initializer.kind}'.`);
    return draw(initializer, shape, random);
  });
}

/** The drawing of such a kind; throws where nobody imported it. */
export function drawingOf({ kind }: Initializer): AnyDraw {
  const draw = drawings().get(kind);
  check(draw !== undefined, () => {
    return `initializers: '${kind}' must be a kind that is known here. Import initializers.${kind}, or call registerAllLayers() before models are loaded.`;
  });
  return draw;
}
