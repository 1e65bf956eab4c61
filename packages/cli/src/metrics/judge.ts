import type { Tensor4D } from '@tensorflow/tfjs-core';

/** A figure that can be asked for by name. */
export interface Metric {
  readonly name: string;
  readonly better: 'lower' | 'higher';
  /** A sentence. */
  readonly help: string;
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
  dispose(): void;
}

/** What looks at images once, for all its metrics. */
export interface Judge {
  readonly metrics: readonly Metric[];
  /** The images that it can judge, in words. */
  readonly judges: string;
  fits(images: { readonly resolution: number; readonly imageChannels: number }): boolean;
  open(): Promise<OpenJudge>;
}
