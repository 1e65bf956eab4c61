import type { ImageTable, PointMixture } from '@ganblocks/data';

/** What a data set is asked for: images as a system takes them. */
export interface OpenAt {
  /** What stands behind the colon of `cifar10:FOLDER`; empty where nothing does. */
  readonly argument: string;
  readonly resolution: number;
  readonly imageChannels: number;
  /** Images to learn from, or others to compare with; the same where the data has no parts. */
  readonly part: 'train' | 'test';
  /** Leaves out files that are no images, instead of refusing the data. */
  readonly skipBroken: boolean;
  /** Where decoded images are kept. Absent: with the data. */
  readonly cacheFolder?: string;
  /** Told how far decoding has come. */
  readonly onProgress: (done: number, total: number) => void;
}

interface SourceWords {
  readonly name: string;
  /** What stands behind the colon: 'FOLDER'. Absent: nothing. */
  readonly argument?: string;
  /** A sentence: what it is, what it needs. */
  readonly help: string;
}

export interface ImageSource extends SourceWords {
  readonly holds: 'images';
  /** The size that its images have. Absent: they are read at any. */
  readonly size?: { readonly resolution: number; readonly imageChannels: number };
  /** Whether the argument is a path. */
  readonly isPath?: boolean;
  open(at: OpenAt): Promise<ImageTable>;
}

export interface PointSource extends SourceWords {
  readonly holds: 'points';
  open(): PointMixture;
}

/** A data set that can be asked for by name. */
export type DataSource = ImageSource | PointSource;
