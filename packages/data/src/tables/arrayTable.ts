import { check } from '@ganblocks/core';
import type { JsonObject } from '@ganblocks/core';
import { checkArrays, checkIndices } from './checkArrays';
import type { AttributeColumn, ImageTable } from './imageTable';

export interface ArrayTableOptions {
  /** What logs and errors call the images. */
  readonly name: string;
  /** Pixels 0 … 255 in C order; read in place, not copied: leave them unchanged while the table is in use. */
  readonly images: Uint8Array;
  /** `[N, H, W, C]`. */
  readonly shape: readonly [number, number, number, number];
  /** A class per image, -1 where it is unknown. */
  readonly labels?: Uint8Array | Int32Array | readonly number[];
  /** The names of the classes, in the order of their numbers; or only how many there are, which then are called by their numbers. */
  readonly classes?: number | readonly string[];
  readonly attributes?: AttributeColumn;
  /** Texts of each image. */
  readonly captions?: readonly (readonly string[])[];
  readonly licence?: string;
  /** Where the images come from. */
  readonly source?: string;
}

/**
 * A table of images that are in memory as bytes: `images [N, H, W, C]` uint8, with what is known of each. Views change it, `labelledImages` and its
 * like make data sets of it.
 *
 * @throws GanError where sizes, labels, attributes or captions do not fit together.
 * @example
 * const table = arrayTable({ name: 'two', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1], labels: [0, 1], classes: ['black', 'white'] });
 */
export function arrayTable(options: ArrayTableOptions): ImageTable {
  const { name, images, shape, labels, classes, attributes, captions } = options;
  const where = `arrayTable '${name}'`;
  const names = typeof classes === 'number' ? namesOf(classes) : classes;
  const count = typeof classes === 'number' ? classes : classes?.length;
  checkArrays(where, { images, shape, ...(labels && { labels }), ...(count === undefined ? {} : { classes: count }) });
  const [size, height, width, channels] = shape;
  checkColumns(where, size, options);
  const length = height * width * channels;

  function read(indices: Int32Array): Uint8Array {
    checkIndices(where, { size }, indices);
    const bytes = new Uint8Array(indices.length * length);
    indices.forEach((index, row) => bytes.set(images.subarray(index * length, (index + 1) * length), row * length));
    return bytes;
  }

  return {
    name,
    size,
    imageShape: [height, width, channels],
    read,
    ...(labels && { labels: Int32Array.from(labels) }),
    ...(names && { classes: names }),
    ...(attributes && { attributes }),
    ...(captions && { captions }),
    describe: () => describeArrays(options),
    close: async () => undefined,
  };
}

/** What a run's configuration records of images in memory. */
function describeArrays({ name, shape, labels, classes, attributes, captions, licence, source }: ArrayTableOptions): JsonObject {
  const [size, height, width, channels] = shape;
  return {
    name,
    size,
    height,
    width,
    channels,
    labelled: labels !== undefined,
    ...(classes === undefined ? {} : { classes: typeof classes === 'number' ? classes : classes.length }),
    ...(attributes && { attributes: attributes.names }),
    ...(captions && { captions: captions.reduce((sum, texts) => sum + texts.length, 0) }),
    ...(licence === undefined ? {} : { licence }),
    ...(source === undefined ? {} : { source }),
  };
}

function checkColumns(where: string, size: number, { attributes, captions }: ArrayTableOptions): void {
  const expected = size * (attributes?.names.length ?? 0);
  const given = attributes?.values.length ?? 0;
  check(
    given === expected,
    () => `${where}: expected ${expected} attribute values, one an image and name. Got ${given}. Pass them in C order, [images, names].`,
  );
  const wrong = attributes?.values.find((value) => value > 1);
  check(wrong === undefined, () => `${where}: attribute values must be 0 or 1. Got ${wrong}. Map -1, as in CelebA's list, to 0.`);
  check(
    captions === undefined || captions.length === size,
    () => `${where}: expected a list of captions per image, ${size}. Got ${captions?.length}. Use an empty list where there is none.`,
  );
}

function namesOf(classes: number): string[] {
  return Array.from({ length: Number.isSafeInteger(classes) && classes > 0 ? classes : 0 }, (_, index) => String(index));
}
