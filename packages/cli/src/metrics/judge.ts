import type { JsonObject } from '@ganblocks/core';
import type { ExtractorStatement } from '@ganblocks/metrics';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** A figure that can be asked for by name. */
export interface Metric {
  readonly name: string;
  readonly better: 'lower' | 'higher';
  /** A sentence. */
  readonly help: string;
  /** Whether 'all' leaves it out. */
  readonly extra?: boolean;
  /** The images that it can judge, where they are not all those of its judge. */
  readonly only?: { readonly words: string; fits(images: JudgedImages): boolean };
}

/** A judge at work: it has seen some reals and some fakes. The images stay the caller's. */
export interface OpenJudge {
  addReal(images: Tensor4D): Promise<void>;
  addFake(images: Tensor4D): Promise<void>;
  /** By the name of the metric. */
  figures(): Readonly<Record<string, number>>;
  clearFakes(): void;
  /** What belongs beside its figures. */
  readonly note: string;
  /** Whose features they are of. */
  readonly extractor: ExtractorStatement;
  /** What its figures depend on besides the images, by the name of a metric. */
  readonly settings: Readonly<Record<string, JsonObject>>;
  dispose(): void;
}

/** The images of a run, and what they are to be judged by. */
export interface JudgedImages {
  readonly resolution: number;
  readonly imageChannels: number;
  /** What `--extractor` says; default: the one that is usual for such images. */
  readonly extractor?: string;
}

/** What looks at images once, for all its metrics. */
export interface Judge {
  readonly metrics: readonly Metric[];
  /** Names that stand for several of its metrics. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** The images that it can judge, in words. */
  readonly judges: string;
  fits(images: JudgedImages): boolean;
  /** Ready to judge such images by these metrics. */
  open(images: JudgedImages, names: readonly string[]): Promise<OpenJudge>;
}
