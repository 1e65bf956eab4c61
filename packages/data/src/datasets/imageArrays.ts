import { check } from '@ganblocks/core';
import type { Dataset, JsonObject, LabelledBatch, StreamRequest } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { gatherImages } from './gatherImages';
import { shuffledStream } from './shuffledStream';

export interface ImageArraysOptions {
  /** What logs and errors call the data set. */
  readonly name: string;
  /** Pixels 0 … 255 in C order; read in place, not copied: leave them unchanged while a stream is open. */
  readonly images: Uint8Array;
  /** `[N, H, W, C]`. */
  readonly shape: readonly [number, number, number, number];
  /** A class per image, -1 where it is unknown. Default: -1 for all. */
  readonly labels?: Uint8Array | Int32Array;
  /** How many classes there are; labels are checked against it. */
  readonly classes?: number;
  readonly licence?: string;
  /** Where the images come from. */
  readonly source?: string;
}

/**
 * A data set of images that are in memory as bytes: `images [N, H, W, C]` uint8, with `labels [N]`.
 *
 * A batch is `{ images [B, H, W, C] float32, labels [B] int32 }` with x / 127.5 − 1, so [-1, 1]; the caller disposes both. Its stream is endless,
 * reshuffled each epoch by the seed, and serializable; every batch is full, an epoch's rest continuing into the next epoch.
 * `resolution` may only be the images' own: this data set does not resize.
 *
 * @throws GanError where the sizes, labels or the request do not fit together.
 * @example
 * const checkers = imageArrays({ name: 'checkers', images: Uint8Array.of(0, 255, 255, 0, 255, 0, 0, 255), shape: [2, 2, 2, 1] });
 * const stream = checkers.stream({ batchSize: 2, seed: 7 });
 * const { images, labels } = await stream.next();
 */
export function imageArrays(options: ImageArraysOptions): Dataset<LabelledBatch> {
  checkOptions(options);
  const { name, images, labels } = options;
  const [size, height, width, channels] = options.shape;

  function batch(indices: Int32Array): LabelledBatch {
    const classIds = indices.map((index) => labels?.[index] ?? -1);
    return { images: gatherImages(images, [height, width, channels], indices), labels: tf.tensor1d(classIds, 'int32') };
  }

  return {
    name,
    size,
    describe: () => describe(options),
    stream(request: StreamRequest) {
      checkResolution(name, request.resolution, height, width);
      return shuffledStream({ name, size, batchSize: request.batchSize, seed: request.seed, batch });
    },
  };
}

function describe({ name, shape, labels, classes, licence, source }: ImageArraysOptions): JsonObject {
  const [size, height, width, channels] = shape;
  return {
    name,
    size,
    height,
    width,
    channels,
    labelled: labels !== undefined,
    ...(classes === undefined ? {} : { classes }),
    ...(licence === undefined ? {} : { licence }),
    ...(source === undefined ? {} : { source }),
  };
}

function checkOptions({ name, images, shape, labels, classes }: ImageArraysOptions): void {
  const where = `imageArrays '${name}'`;
  const sizes = `[${shape.join(', ')}]`;
  const rank: number = shape.length;
  check(rank === 4 && shape.every(isPositive), () => `${where}: shape must be [N, H, W, C], whole numbers above 0. Got ${sizes}.`);
  const expected = shape.reduce((product, size) => product * size, 1);
  check(
    images.length === expected,
    () => `${where}: expected ${expected} bytes for shape ${sizes}. Got ${images.length}. Correct the shape, or pass one byte per value.`,
  );
  check(classes === undefined || isPositive(classes), () => `${where}: classes must be a whole number above 0. Got ${classes}.`);
  if (labels === undefined) return;
  check(
    labels.length === shape[0],
    () => `${where}: expected a label per image, ${shape[0]}. Got ${labels.length}. Use -1 where a class is unknown.`,
  );
  const wrong = labels.findIndex((label) => label < -1 || (classes !== undefined && label >= classes));
  const range = classes === undefined ? 'from 0' : `from 0 to ${classes - 1}`;
  check(wrong === -1, () => `${where}: labels must be whole numbers ${range}, or -1 for unknown. Got ${labels[wrong]} for image ${wrong}.`);
}

function checkResolution(name: string, resolution: number | undefined, height: number, width: number): void {
  if (resolution === undefined || (resolution === height && resolution === width)) return;
  const remedy = height === width ? `Leave resolution out or pass ${height}` : 'Leave resolution out';
  check(
    false,
    () =>
      `${name} stream: images are ${height} x ${width} and are not resized. Got resolution ${resolution}. ${remedy}, or resize the bytes first.`,
  );
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
