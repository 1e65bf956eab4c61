import { check, printable } from '@ganblocks/core';
import type { AttributeBatch, Dataset } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttributeColumn, ImageTable } from '../tables/imageTable';
import { attributesOfClasses } from '../views/classAttributes';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { imageTensor } from './imageTensor';
import { tableStream } from './tableStream';

export interface AttributeImagesOptions extends MirrorImagesOptions {
  /** Which attributes, in this order. Default: all that the table has. */
  readonly attributes?: readonly string[];
  /** The number of this data set among those that train together. Default: 0. */
  readonly source?: number;
}

/** A data set that says what its attributes are. */
export interface AttributeDataset extends Dataset<AttributeBatch> {
  /** The names of the columns of `attributes`. */
  readonly attributes: readonly string[];
}

/**
 * A data set of a table's images and attributes, as StarGAN, AttGAN and StarGAN v2's relatives need it. A table without attributes but with classes has
 * one attribute a class, of which exactly one is 1; of a table with both, `classAttributes` gives the classes.
 *
 * A batch is `{ images [B, H, W, C] in [-1, 1], attributes [B, A] of 0 and 1, source }`; the caller disposes both tensors.
 *
 * @throws GanError where the table has neither attributes nor classes, an attribute is unknown, or a label is -1.
 * @example
 * const attributes = { names: ['Smiling', 'Young'], values: Uint8Array.of(1, 0, 0, 1) };
 * const faces = arrayTable({ name: 'faces', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1], attributes });
 * const smiling = attributeImages(faces, { attributes: ['Smiling'], mirror: true });
 */
export function attributeImages(table: ImageTable, options: AttributeImagesOptions = {}): AttributeDataset {
  const { mirror = false, source = 0 } = options;
  const { name, size } = table;
  const { names, values } = chosenAttributes(table, options.attributes);
  check(Number.isSafeInteger(source) && source >= 0, () => `attributeImages: source must be a whole number from 0. Got ${source}.`);
  const width = names.length;
  return {
    name,
    size,
    attributes: names,
    describe: () => ({ ...table.describe(), attributes: names, source, ...describeMirror(mirror) }),
    stream(request) {
      const tables = [atResolution(table, request.resolution)] as const;
      return tableStream({
        ...{ name, tables, request, mirror },
        batch([rows], indices): AttributeBatch {
          const flags = Float32Array.from({ length: indices.length * width }, (_, i) => {
            return values[(indices[Math.floor(i / width)] ?? 0) * width + (i % width)] ?? 0;
          });
          return { images: imageTensor(rows), attributes: tf.tensor2d(flags, [indices.length, width]), source };
        },
      });
    },
  };
}

function chosenAttributes(table: ImageTable, chosen: readonly string[] | undefined): AttributeColumn {
  const all = table.attributes ?? attributesOfClasses('attributeImages', table);
  if (chosen === undefined) return all;
  const columns = chosen.map((wanted) => {
    const column = all.names.indexOf(wanted);
    const some = printable(all.names.slice(0, 40).join(', '), 300);
    check(column >= 0, () => `attributeImages: ${table.name} has no attribute '${printable(wanted)}'. It has ${some}. Choose among them.`);
    return column;
  });
  check(columns.length > 0, () => 'attributeImages: attributes must name one at least. Got none. Leave the option out for all.');
  const values = new Uint8Array(table.size * columns.length);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / columns.length);
    values[i] = all.values[row * all.names.length + (columns[i % columns.length] ?? 0)] ?? 0;
  }
  return { names: chosen, values };
}
