import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from './engine';

/** The derivatives on the way back, each by the number of the tensor that it is taken by. Made within the scope that is to own them. */
export interface GradientStore {
  /** null: none has arrived. */
  of(x: Tensor): Tensor | null;
  /** Adds to what has arrived for x. */
  add(x: Tensor, dx: Tensor): void;
  /** Frees those of the given that stand for nothing: they were added to others. */
  free(tensors: readonly Tensor[]): void;
  /** The derivative by x has been passed on. */
  release(x: Tensor): void;
  /** Those by xs, each a tensor of its own; undefined where none arrived. */
  results(): (Tensor | undefined)[];
}

/** One derivative may stand for several tensors: whoever adds does not change it, and it is freed when none needs it. */
export function gradientStore(engine: Engine, xs: readonly Tensor[]): GradientStore {
  const scope = engine.state.activeScope?.id;
  const wanted = new Set(xs.map(({ id }) => id));
  const found = new Map<number, Tensor>();
  const uses = new Map<Tensor, number>();

  /** Whether this scope made it. What a gradient function has from elsewhere (saved, kept, given by the caller) is not ours to free. */
  const isOurs = (tensor: Tensor): boolean => !tensor.kept && tensor.scopeId === scope;
  const use = (tensor: Tensor, change: number): void => {
    const count = (uses.get(tensor) ?? 0) + change;
    uses.set(tensor, count);
    if (count > 0) return;
    uses.delete(tensor);
    if (isOurs(tensor)) tensor.dispose();
  };
  const put = (id: number, tensor: Tensor): void => {
    const before = found.get(id);
    found.set(id, tensor);
    use(tensor, 1);
    if (before) use(before, -1);
  };

  return {
    of: ({ id }) => found.get(id) ?? null,
    add({ id }, dx) {
      const before = found.get(id);
      put(id, before ? tf.add(before, dx) : dx);
    },
    free(tensors) {
      for (const tensor of tensors) if (!uses.has(tensor) && isOurs(tensor)) tensor.dispose();
    },
    release({ id }) {
      const tensor = found.get(id);
      if (!tensor || wanted.has(id)) return;
      found.delete(id);
      use(tensor, -1);
    },
    results() {
      const given = new Set<Tensor>();
      return xs.map(({ id }) => {
        const tensor = found.get(id);
        if (!tensor) return undefined;
        const own = isOurs(tensor) && !given.has(tensor) ? tensor : tf.clone(tensor);
        given.add(own);
        return own;
      });
    },
  };
}
