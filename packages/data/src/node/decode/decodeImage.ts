import type { Sharp } from 'sharp';
import { GanError, check } from '@ganblocks/core';
import { optionalPackage } from '../optionalPackage';
import type { CropBox, Decoding } from './decodeOptions';

/** An image as bytes, `[height, width, channels]` in C order. */
export interface DecodedImage {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8Array;
}

/** Decodes, crops and resizes the bytes of one file. Rejects with an error whose message says what is wrong with the file. */
export type ImageDecoder = (bytes: Uint8Array, cropOf?: CropOf) => Promise<DecodedImage>;

/** What is cut out of an image of this size, where that differs from image to image. */
export type CropOf = (width: number, height: number) => CropBox;

/**
 * A decoder of PNG, JPEG, WebP, AVIF, GIF (its first frame) and TIFF by sharp, on sharp's own threads.
 *
 * The camera's orientation is applied, colours become sRGB of 8 bits. A JPEG is decoded whole and then reduced by the filter, not reduced while it is
 * decoded, so that the pixels are those of the filter. A file that ends early is an error.
 *
 * @throws GanError where sharp is not installed.
 */
export async function imageDecoder(decoding: Decoding, where: string): Promise<ImageDecoder> {
  const { default: sharp } = await optionalPackage('sharp', where, () => import('sharp'));
  const { resolution, fit, crop, filter, channels } = decoding;
  const [r, g, b] = decoding.background;
  const background = channels === 4 && fit === 'contain' ? { r, g, b, alpha: 1 } : { r, g, b };

  return async (bytes, cropOf = crop === null ? undefined : (width, height) => cropBox(crop, width, height)) => {
    // In memory and not by path: sharp remembers what it read from a path, and would not see that the file has changed.
    let image = sharp(bytes, { failOn: 'error', animated: false }).autoOrient();
    if (cropOf) {
      const { width, height } = (await sharp(bytes, { failOn: 'error' }).metadata()).autoOrient;
      image = image.extract(inside(cropOf(width, height), width, height));
    }
    if (resolution !== null) {
      const [height, width] = resolution;
      image = image.resize(width, height, { fit, kernel: filter, background, fastShrinkOnLoad: false });
    }
    if (channels === 2) return numbers(image);
    image = channels === 4 ? image.ensureAlpha() : image.flatten({ background });
    image = image.toColourspace(channels === 1 ? 'b-w' : 'srgb');
    const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    check(info.channels === channels, () => `it has ${info.channels} channels after decoding, not ${channels}`);
    return { height: info.height, width: info.width, data };
  };
}

/** The values of a gray image of 8 or 16 bits as two bytes each. */
async function numbers(image: Sharp): Promise<DecodedImage> {
  const { depth, channels } = await image.metadata();
  check(channels === 1, () => `it has ${channels} channels, and a map of numbers has 1`);
  const isDeep = depth === 'ushort';
  const raw = image.toColourspace(isDeep ? 'grey16' : 'b-w').raw({ depth: isDeep ? 'ushort' : 'uchar' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const pairs = isDeep ? data : Uint8Array.from({ length: 2 * data.length }, (_, at) => (at % 2 === 0 ? data[at / 2]! : 0));
  return { height: info.height, width: info.width, data: pairs };
}

function inside(box: CropBox, width: number, height: number): CropBox {
  const fits =
    box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0 && box.left + box.width <= width && box.top + box.height <= height;
  if (!fits) throw new GanError(`it is ${width} x ${height}, and the crop asks for more`);
  return box;
}

function cropBox(crop: NonNullable<Decoding['crop']>, width: number, height: number): CropBox {
  if (typeof crop === 'object') return crop;
  if (typeof crop === 'number') {
    return { left: Math.floor((width - crop) / 2), top: Math.floor((height - crop) / 2), width: crop, height: crop };
  }
  const half = Math.floor(width / 2);
  return { left: crop === 'leftHalf' ? 0 : width - half, top: 0, width: half, height };
}
