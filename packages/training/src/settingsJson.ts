import type { Dataset, GanSystem, JsonObject, JsonValue } from '@ganblocks/core';
import type { ResolvedSettings } from './trainOptions';

/** What the record of a run says about how it was started. */
export function settingsJson<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  { images, batchSize, microBatchSize, resolution, ema, rates, augment, reduceGradients, evaluate, recover }: ResolvedSettings<Request>,
  seed: JsonValue | undefined,
): JsonObject {
  const settings = {
    ...{ images, batchSize, microBatchSize, resolution, seed, ema: ema !== null && 'update' in ema ? 'own' : ema },
    ...{ rates: typeof rates === 'function' ? 'all' : rates && Object.keys(rates) },
    augment: augment?.name,
    reduceGradients: reduceGradients && 'own',
    recover,
    evaluate: evaluate && { ...evaluate, figures: Object.keys(evaluate.figures) },
  };
  return JSON.parse(
    JSON.stringify({
      system: system.name,
      config: system.config,
      data: { name: data.name, size: data.size, ...data.describe() },
      ...settings,
    }),
  ) as JsonObject;
}
