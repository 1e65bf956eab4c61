import type { GanSystem, JsonObject } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import type { Features } from '../features/features';
import type { Images } from '../features/images';

/** What a metric can be fed of a batch of images. */
export interface MetricInput {
  /** `[n, d]`, by its extractor. */
  readonly features: Features;
  /** Class logits `[n, classes]`, by its extractor. */
  readonly logits: Features;
  /** `[n, H, W, C]` in [-1, 1]. */
  readonly images: Images;
  /** Class of each image, `[n]`. */
  readonly labels: Int32Array;
}

export type MetricNeed = keyof MetricInput;

/** Numbers by name: 'fid', 'precision', 'recall'. */
export type Figures<Name extends string = string> = Readonly<Record<Name, number>>;

/** Which way a figure gets better; 'neither' of a deviation, or of a similarity that should be that of the reals. */
export type Better = 'lower' | 'higher' | 'neither';

/** What every metric says of itself. */
export interface MetricDescription<Figure extends string = string> {
  /** As results state it: 'fid'. */
  readonly name: string;
  /** The figures that its result has. */
  readonly figures: Readonly<Record<Figure, Better>>;
  /** What its figures depend on besides the images: k, splits, seeds. */
  readonly settings: JsonObject;
}

/**
 * A streaming evaluator: it is given batches of reals and fakes as they come, and has a result at any time. Its memory is bounded, its statistics are
 * float64. What it wants of each batch it says in `needs`; `evaluate` runs extractors for it, or feed it yourself.
 */
export interface Metric<Need extends MetricNeed = MetricNeed, Figure extends string = string> extends MetricDescription<Figure> {
  readonly needs: readonly Need[];
  /** 'fakes': reals are of no use to it. */
  readonly compares: 'both' | 'fakes';
  /** Whose features and logits it wants, where they are not those of the extractor that `evaluate` is given. */
  readonly extractor?: Extractor;
  /** @throws GanError for what is not finite or does not fit what came before; nothing is added then. */
  addReal(batch: Pick<MetricInput, Need>): void | Promise<void>;
  /** @throws GanError as `addReal` does. */
  addFake(batch: Pick<MetricInput, Need>): void | Promise<void>;
  /**
   * The figures so far; more may be added afterwards.
   *
   * @throws GanError where there are too few images.
   */
  result(): Figures<Figure>;
  /** Forgets the fakes, or all. */
  clear(what: 'fakes' | 'all'): void;
}

/** A metric that has taken a batch in when `addReal` or `addFake` returns: there is nothing to wait for. */
export interface ImmediateMetric<Need extends MetricNeed = MetricNeed, Figure extends string = string> extends Metric<Need, Figure> {
  addReal(batch: Pick<MetricInput, Need>): void;
  addFake(batch: Pick<MetricInput, Need>): void;
}

/** What draws generated images: a system, or anything that has its `sample`. */
export type Sampler = Pick<GanSystem<never>, 'name' | 'sample' | 'latents'>;

/** A metric of a generator itself, not of a set of its images: path lengths, for example. */
export interface SystemMetric<Figure extends string = string> extends MetricDescription<Figure> {
  readonly extractor?: Extractor;
  /** @throws GanError where the system has not what it takes. */
  measure(
    system: Sampler,
    options: { readonly seed: number; readonly batchSize: number; readonly extractor?: Extractor },
  ): Promise<Figures<Figure>>;
}
