import type { JsonObject } from '@ganblocks/core';
import type { Game } from './adversarialOptions';

/** What can be told of a game in plain data, for a run's record. */
export const describeGame = ({
  latentSize,
  latents,
  discriminatorSteps,
  generatorSteps,
  generatorBatches,
  condition,
  fakeConditions,
  penalties,
  logitTerms,
  augment,
}: Game): JsonObject => ({
  ...{ latentSize, latents, generatorSteps },
  discriminatorSteps: typeof discriminatorSteps === 'number' ? discriminatorSteps : 'scheduled',
  ...(generatorBatches > 1 && { generatorBatches }),
  ...(condition && { condition: condition.name, fakeConditions }),
  penalties: penalties.map(({ name, every }) => ({ name, every })),
  logitTerms: Object.keys(logitTerms),
  augment: augment?.name ?? null,
});
