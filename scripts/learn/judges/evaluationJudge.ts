import type { Dataset, ImageBatch } from '@ganblocks/core';
import { type Extractor, type Metric, openEvaluation } from '@ganblocks/metrics';
import { showEvaluation } from '@ganblocks/metrics/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Asked, Drawn, Judge } from './judge';

const BATCH = 250;
/** Of the latents that are judged. */
const SEED = 0;

interface EvaluationJudgeOptions extends Pick<Judge, 'figures' | 'samples' | 'by'> {
  /** What real samples are compared with; all of it is looked at. */
  readonly reals: () => Dataset<ImageBatch> | Promise<Dataset<ImageBatch>>;
  readonly extractor: () => Promise<Extractor>;
  readonly metrics: (extractor: Extractor) => readonly Metric[];
  /** The names of figures here, by those that the metrics give; others are left out. */
  readonly names: Readonly<Record<string, string>>;
  /** What is asked for, and what it should be seen as. Default: images, seen as anything. */
  readonly asks?: () => Ask | Promise<Ask>;
}

/** The request of `count` samples, of which `first` is the number, and the class that each should be seen as. Tensors of a request are freed. */
export type Ask = (first: number, count: number) => { readonly request: Exclude<Asked, number>; readonly labels: readonly number[] };

/** Image i of class i mod `classes`. */
export function classesInTurn(classes: number): Ask {
  return (first, count) => {
    const labels = Array.from({ length: count }, (_, i) => (first + i) % classes);
    return { request: { labels }, labels };
  };
}

/** A judge of metrics of `@ganblocks/metrics` over one extractor. */
export function evaluationJudge({ reals, extractor, metrics, names, asks, ...judge }: EvaluationJudgeOptions): Judge {
  return {
    ...judge,
    async open({ samples, quiet }) {
      const eye = await extractor();
      const data = await reals();
      const ask = await asks?.();
      const evaluation = await openEvaluation(data, {
        ...{ metrics: metrics(eye), extractor: eye, images: samples, reals: data.size },
        ...{ batchSize: BATCH, seed: SEED },
        ...(quiet ? {} : { onProgress: showEvaluation() }),
      });
      return {
        async measure(system) {
          const { figures } = await evaluation.measure(ask ? asked(system, ask) : system);
          return Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [ours, figures[theirs] ?? NaN]));
        },
        dispose: () => eye.dispose(),
      };
    },
  };
}

/** The system, asked for one batch after the other, with the classes that its answers should be seen as. */
function asked(system: Drawn, ask: Ask) {
  let first = 0;
  return {
    name: system.name,
    sample(count: number, call: Parameters<Drawn['sample']>[1]) {
      const { request, labels } = ask(first, count);
      first += count;
      const images = system.sample(request, call);
      if ('attributes' in request) request.attributes.dispose();
      return { images, labels: tf.tensor1d([...labels], 'int32') };
    },
  };
}
