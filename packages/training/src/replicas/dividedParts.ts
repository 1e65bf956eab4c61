import { check, type GanSystem, type Parts, type StepContext } from '@ganblocks/core';
import type { Collective } from './collective';
import { accountsOf, movingVariables } from './movingState';
import type { PartDraws } from './partDraws';
import { sumTensors } from './sumTensors';

/** What a step's context says of the parts of its batches, and how often parts of several ranks have been added up. */
export interface DividedParts {
  readonly parts: NonNullable<StepContext<unknown>['parts']>;
  readonly sums: () => number;
}

/** Divides the updates of a step among the ranks of a collective; without one, all parts are here. */
export function dividedParts(
  system: Pick<GanSystem<never>, 'name' | 'networks' | 'state'>,
  draws: PartDraws,
  collective: Collective | undefined,
): DividedParts {
  let sums = 0;
  const sum: Parts['sum'] = (tensors) => {
    if (!collective) return tensors;
    sums += 1;
    return sumTensors(collective, tensors);
  };
  return {
    sums: () => sums,
    parts() {
      const drawing = draws.update();
      const { rank, size } = collective ?? { rank: 0, size: 1 };
      return {
        ...{ rank, size, sum, moving: movingVariables(system) },
        during: (part, evaluate) => (size === 1 ? drawing(part, evaluate) : unaccounted(system, () => drawing(part, evaluate))),
      };
    },
  };
}

/** Evaluates, and refuses what would be another state at each rank. */
function unaccounted<Result>(system: Pick<GanSystem<never>, 'name' | 'networks' | 'state'>, evaluate: () => Result): Result {
  const before = accountsOf(system);
  const result = evaluate();
  for (const [key, account] of accountsOf(system)) {
    check(account === before.get(key), () => {
      return `train: with replicas, what keeps account of the examples that it is shown would count at each replica its own. Got '${key}' of '${system.name}', which does. Leave replicas out; microBatchSize alone is possible.`;
    });
  }
  return result;
}
