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
  terms,
  discriminatorTold,
  pretraining,
  augment,
}: Game): JsonObject => ({
  ...{ latentSize, latents: typeof latents === 'object' ? latents.name : latents, generatorSteps },
  discriminatorSteps: typeof discriminatorSteps === 'number' ? discriminatorSteps : 'scheduled',
  ...(generatorBatches > 1 && { generatorBatches }),
  ...(condition && { condition: condition.name, fakeConditions, ...(!discriminatorTold && { discriminatorTold }) }),
  ...(pretraining && { pretrainingImages: pretraining.images }),
  penalties: penalties.map(({ name, every }) => ({ name, every })),
  logitTerms: Object.keys(logitTerms),
  ...(Object.keys(terms).length > 0 && { terms: Object.keys(terms) }),
  augment: augment?.name ?? null,
});
