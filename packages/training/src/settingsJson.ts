import type { Dataset, GanSystem, JsonObject, JsonValue } from '@ganblocks/core';
import type { ResolvedSettings } from './trainOptions';

/** What the record of a run says about how it was started. */
export function settingsJson<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  settings: ResolvedSettings<Request>,
  seed: JsonValue | undefined,
): JsonObject {
  const { images, batchSize, microBatchSize, collective, resolution, ema, rates, augment, reduceGradients, evaluate, recover } = settings;
  const options = {
    ...{
      images,
      batchSize,
      microBatchSize,
      replicas: collective?.size,
      resolution,
      seed,
      ema: ema !== null && 'update' in ema ? 'own' : ema,
    },
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
      ...options,
    }),
  ) as JsonObject;
}
