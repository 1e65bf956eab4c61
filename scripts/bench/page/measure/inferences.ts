import { type InferenceLine, oneElsewhere } from '../../inference/inference';
import type { BenchOptions } from '../../options';
import { progressOf } from '../../progress';

export interface Inferences {
  readonly threads: number;
  readonly cases: readonly Pick<InferenceLine, 'case' | 'batch' | 'ms_per_image' | 'params' | 'heap_mb'>[];
}

/** Generators at their papers' sizes, each in a process of its own. */
export async function inferAll(options: BenchOptions, names: readonly string[]): Promise<Inferences> {
  const jobs = names.flatMap((name) => options.batches.map((batch) => ({ name, batch })));
  const progress = progressOf(jobs.length);
  const cases: Inferences['cases'][number][] = [];
  for (const { name, batch } of jobs) {
    const { ms_per_image, params, heap_mb } = await oneElsewhere({ ...options, backend: 'wasm' }, name, batch);
    cases.push({ case: name, batch, ms_per_image, params, ...(heap_mb === undefined ? {} : { heap_mb }) });
    progress(`${name}, batch ${batch}: ${ms_per_image} ms an image`);
  }
  return { threads: options.threads, cases };
}
