import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { abandonTape } from '../autodiff/abandonTape';
import { installGradients } from '../autodiff/index';
import type { LossTerms, Optimizer, Parts, StepContext } from '../contracts/index';
import { check } from '../errors/index';
import { gradientsOf } from './gradientsOf';

/** Terms of a part of a batch, and what they weigh in the update. */
export interface WeightedPart {
  readonly weight: number;
  readonly terms: () => LossTerms;
}

const alone: Pick<Parts, 'rank' | 'size' | 'sum'> = { rank: 0, size: 1, sum: (tensors) => tensors };
const sequential: Parts = { ...alone, moving: [], during: (_, evaluate) => evaluate() };

/** With numbers of its own: a clone would share the tensor's, which a kernel may change in place. */
const copyOf = (tensor: Tensor): Tensor => tf.mul(tensor, 1);

/**
 * One update of an optimizer by the weighted sum of the gradients of all parts, each added to the sum of those before it, whichever process it
 * comes from. Returns the terms, averaged by the weights and kept; nothing else stays, and nothing at all where something throws.
 */
export function updateByParts(
  optimizer: Optimizer,
  { reduceGradients, parts = () => sequential }: Partial<StepContext<unknown>>,
  weighted: readonly WeightedPart[],
): LossTerms {
  installGradients();
  const asked = parts();
  // Where the parts do not go round evenly, each process does the work of all.
  const { rank, size, sum, moving, during } = weighted.length % asked.size === 0 ? asked : { ...asked, ...alone };
  let terms: LossTerms = {};
  let names: readonly string[] | undefined;

  /** Weighted: the gradients, the terms, how far the part has moved what moves. */
  const contributionOf = (part: number, starts: readonly Tensor[]): Tensor[] => {
    const { weight, terms: evaluate } = weighted[part]!;
    const gradients = gradientsOf(
      optimizer,
      () => during(part, evaluate),
      (made) => (terms = made),
    );
    checkNames((names ??= Object.keys(terms)), Object.keys(terms), optimizer);
    const moves = moving.map((variable, i) => tf.sub(variable, starts[i]!));
    const contribution = [...gradients, ...Object.values(terms), ...moves].map((tensor) => tf.mul(tensor, weight));
    tf.dispose(Object.values(terms));
    terms = {};
    return contribution;
  };

  try {
    return tf.tidy(() => {
      const starts = moving.map(copyOf);
      let sums: readonly Tensor[] = [];
      for (let first = 0; first < weighted.length; first += size) {
        const before = sums;
        sums = tf.tidy(() => {
          if (first > 0) moving.forEach((variable, i) => variable.assign(copyOf(starts[i]!)));
          const own = contributionOf(first + rank, starts);
          return [...sum(rank === 0 && first > 0 ? own.map((tensor, i) => tf.add(before[i]!, tensor)) : own)];
        });
        tf.dispose([...before]);
      }
      const learnt = optimizer.variables.length;
      const [gradients, means, moves] = [
        sums.slice(0, learnt),
        sums.slice(learnt, sums.length - moving.length),
        sums.slice(sums.length - moving.length),
      ];
      moving.forEach((variable, i) => variable.assign(tf.add(starts[i]!, moves[i]!)));
      optimizer.apply(reduceGradients ? reduceGradients(gradients, optimizer) : gradients);
      return Object.fromEntries(names!.map((name, i) => [name, tf.keep(means[i]!)])) as LossTerms;
    });
  } catch (error) {
    abandonTape();
    tf.dispose(Object.values(terms));
    throw error;
  }
}

function checkNames(first: readonly string[], now: readonly string[], { name }: Optimizer): void {
  check(first.join() === now.join(), () => {
    return `minimizeOver: the terms of '${name}' must be the same for each part of a batch. Got ${first.join(', ')}; then ${now.join(', ')}. Return 0 for one that is not due.`;
  });
}
