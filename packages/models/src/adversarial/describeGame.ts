import type { JsonObject } from '@ganblocks/core';
import type { Game } from './adversarialOptions';

/** What can be told of a game in plain data, for a run's record. */
export const describeGame = ({
  latentSize,
  latents,
  discriminatorSteps,
  generatorSteps,
  penalties,
  logitTerms,
  augment,
}: Game): JsonObject => ({
  ...{ latentSize, latents, discriminatorSteps, generatorSteps },
  penalties: penalties.map(({ name, every }) => ({ name, every })),
  logitTerms: Object.keys(logitTerms),
  augment: augment?.name ?? null,
});
