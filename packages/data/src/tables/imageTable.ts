import type { JsonObject } from '@ganblocks/core';

/** What is true of an image or not, such as hair that is black: one byte, 0 or 1, an image and attribute. */
export interface AttributeColumn {
  readonly names: readonly string[];
  /** `[size, names]` in C order. */
  readonly values: Uint8Array;
}

/**
 * Decoded images of one size, and what is known of each: what readers give, views change, and data sets are made of.
 *
 * Columns have one entry an image. A reader gives those that its format has.
 */
export interface ImageTable {
  /** What logs and errors call it. */
  readonly name: string;
  /** How many images there are. */
  readonly size: number;
  /** `[H, W, C]`. */
  readonly imageShape: readonly [number, number, number];
  /** Bytes 0 … 255 of the images with these numbers, one behind the other in C order. The caller may keep them. */
  read(indices: Int32Array): Uint8Array | Promise<Uint8Array>;
  /** The class of each image, -1 where it is unknown. */
  readonly labels?: Int32Array;
  /** The names of the classes, in the order of their numbers. */
  readonly classes?: readonly string[];
  readonly attributes?: AttributeColumn;
  /** Texts of each image. */
  readonly captions?: readonly (readonly string[])[];
  /** Source, options, licence: what a run's configuration records. */
  describe(): JsonObject;
  /** Frees what reading holds open, such as a file. */
  close(): Promise<void>;
}
