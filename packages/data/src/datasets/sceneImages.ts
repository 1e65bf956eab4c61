import { check } from '@ganblocks/core';
import type { Dataset, SceneBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { ImageTable } from '../tables/imageTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { imageTensor } from './imageTensor';
import { tableStream } from './tableStream';
import type { TableRows } from './tableStream';

/** Three tables of one size and one height and width, image by image. */
export interface SceneTables {
  readonly images: ImageTable;
  /** The class of each pixel, one channel; 255 by custom where it is unknown. */
  readonly labelMaps: ImageTable;
  /** The object that each pixel belongs to: one channel, or up to 3 as the bytes of one number, the lowest first, for more than 256 objects. */
  readonly instanceMaps: ImageTable;
}

/**
 * A data set of scenes: images with a map of classes and one of objects, as pix2pixHD and SPADE need it. With `mirror`, all three turn together.
 *
 * A batch is `{ image [B, H, W, C] in [-1, 1], labelMap int32 [B, H, W], instanceMap int32 [B, H, W] }`; the caller disposes all three. At a
 * lower `resolution` images are averaged and maps take the nearest pixel; whoever resizes maps before this must not average them.
 * `boundaryMap(batch.instanceMap)` is the edge map that pix2pixHD takes beside the labels.
 *
 * @throws GanError where the tables do not fit together.
 * @example
 * const images = arrayTable({ name: 'street', images: Uint8Array.of(10, 20, 30, 40), shape: [1, 2, 2, 1] });
 * const labelMaps = arrayTable({ name: 'street labels', images: Uint8Array.of(0, 0, 1, 1), shape: [1, 2, 2, 1] });
 * const scenes = sceneImages({ images, labelMaps, instanceMaps: labelMaps }, { mirror: true });
 */
export function sceneImages(tables: SceneTables, { mirror = false }: MirrorImagesOptions = {}): Dataset<SceneBatch> {
  checkScenes(tables);
  const { images, labelMaps, instanceMaps } = tables;
  const { name, size } = images;
  return {
    name,
    size,
    describe: () => ({
      ...images.describe(),
      labelMaps: labelMaps.describe(),
      instanceMaps: instanceMaps.describe(),
      ...describeMirror(mirror),
    }),
    stream(request) {
      const { resolution } = request;
      const maps = [atResolution(labelMaps, resolution, 'maps'), atResolution(instanceMaps, resolution, 'maps')] as const;
      return tableStream({
        ...{ name, tables: [atResolution(images, resolution), ...maps] as const, request, mirror },
        batch: ([image, labels, instances]): SceneBatch => ({
          image: imageTensor(image),
          labelMap: mapTensor(labels),
          instanceMap: mapTensor(instances),
        }),
      });
    },
  };
}

/** Bytes `[N, H, W, C]` → int32 `[N, H, W]`, Σ byte_c · 256^c. */
function mapTensor({ bytes, imageShape: [height, width, channels] }: TableRows): Tensor3D {
  const values = new Int32Array(bytes.length / channels);
  bytes.forEach((byte, i) => {
    const pixel = Math.floor(i / channels);
    values[pixel] = (values[pixel] ?? 0) + byte * 256 ** (i % channels);
  });
  return tf.tensor3d(values, [values.length / (height * width), height, width], 'int32');
}

function checkScenes({ images, labelMaps, instanceMaps }: SceneTables): void {
  for (const [maps, most] of [
    [labelMaps, 1],
    [instanceMaps, 3],
  ] as const) {
    // prettier-ignore
    const sizeOf = ({ size, imageShape: [height, width] }: ImageTable): string => `${size} of ${height} x ${width}`;
    check(
      sizeOf(maps) === sizeOf(images),
      () =>
        `sceneImages: each image needs a map of its size. Got ${sizeOf(images)} images, ${sizeOf(maps)} maps '${maps.name}'. Crop both alike.`,
    );
    const channels = maps.imageShape[2];
    check(
      channels <= most,
      () =>
        `sceneImages: maps '${maps.name}' must have ${most === 1 ? '1 channel' : '1 to 3 channels'}. Got ${channels}. Read the numbers, not their colours.`,
    );
  }
}
