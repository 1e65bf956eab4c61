import { check } from '@ganblocks/core';
import type { PlannedPhase } from '../phasePlan';
import type { ResolvedSettings } from '../trainOptions';

/**
 * Checks that every batch of a run falls into whole rounds of parts, one a rank.
 *
 * @throws GanError with the batch that does not.
 */
export function checkDivision(
  plan: readonly PlannedPhase[],
  { collective, microBatchSize }: Pick<ResolvedSettings<unknown>, 'collective' | 'microBatchSize'>,
): void {
  if (!collective) return;
  const { size } = collective;
  for (const { batchSize, phase } of plan) {
    const parts = microBatchSize === undefined ? size : batchSize / microBatchSize;
    check(batchSize % size === 0 && parts % size === 0, () => {
      const [of, wanted] = microBatchSize === undefined ? ['', size] : [` in parts of ${microBatchSize}`, size * microBatchSize];
      return `train: the batch must be a multiple of ${wanted}, for ${size} replicas to have as many samples each. Got ${batchSize}${of} in phase '${phase.name}'. Use ${wanted * Math.max(1, Math.round(batchSize / wanted))}.`;
    });
  }
}
