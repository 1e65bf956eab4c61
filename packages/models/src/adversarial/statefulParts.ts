import type { Stateful } from '@ganblocks/core';
import type { Game } from './adversarialOptions';

const isStateful = (part: object): part is Stateful => ['tensors', 'toJson', 'restore'].every((method) => method in part);

/** What lives from step to step beside the optimizers, by the name that checkpoints have of it. */
export function statefulParts({ loss, augment, penalties, logitTerms, terms }: Game): Readonly<Record<string, Stateful>> {
  const augmentation = augment && 'state' in augment ? augment.state : {};
  const named = penalties.map((penalty) => [penalty.name, penalty] as const);
  const parts: readonly (readonly [string, object])[] = [
    ['loss', loss],
    ['augment', augmentation],
    ...named,
    ...Object.entries({ ...logitTerms, ...terms }),
  ];
  return Object.fromEntries(parts.filter((entry): entry is readonly [string, Stateful] => isStateful(entry[1])));
}
