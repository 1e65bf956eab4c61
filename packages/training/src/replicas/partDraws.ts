import type { RandomStream } from '@ganblocks/core';

/** The random numbers of a step, which are others while a part of a batch is evaluated. */
export interface PartDraws {
  /** What the step draws from; streams split off it outside of parts are others within them too. */
  readonly random: RandomStream;
  /** Begins an update; evaluates its parts with numbers that depend on the update's and the part's place in the step alone. */
  update(): <Result>(part: number, evaluate: () => Result) => Result;
}

/** Numbers by part: the step's stream goes on behind an update as if its parts had drawn nothing, whichever of them were evaluated here. */
export function partDraws(step: RandomStream): PartDraws {
  let updates = 0;
  let part: RandomStream | undefined;

  const switching = (outside: RandomStream, within: (part: RandomStream) => RandomStream): RandomStream => {
    let last: { readonly part: RandomStream; readonly stream: RandomStream } | undefined;
    const now = (): RandomStream => {
      if (!part) return outside;
      if (last?.part !== part) last = { part, stream: within(part) };
      return last.stream;
    };
    return {
      normal: (shape, options) => now().normal(shape, options),
      uniform: (shape, options) => now().uniform(shape, options),
      integers: (count, below) => now().integers(count, below),
      permutation: (count) => now().permutation(count),
      next: () => now().next(),
      split: (name) => (part ? now().split(name) : switching(outside.split(name), (one) => within(one).split(name))),
      toJson: () => now().toJson(),
    };
  };

  return {
    random: switching(step, (one) => one),
    update() {
      const update = step.split(`update ${updates++}`);
      return (number, evaluate) => {
        part = update.split(`part ${number}`);
        try {
          return evaluate();
        } finally {
          part = undefined;
        }
      };
    },
  };
}
