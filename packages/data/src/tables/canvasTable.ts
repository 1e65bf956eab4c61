import { check } from '@ganblocks/core';
import { arrayTable } from './arrayTable';
import type { ArrayTableOptions } from './arrayTable';
import type { ImageTable } from './imageTable';

/** What `ImageData` is: RGBA bytes, rows from the top. */
export interface PixelData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** What a canvas is, on the page or off it: something that gives its pixels. */
export interface CanvasLike {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): PixelData } | null;
}

export interface CanvasTableOptions extends Pick<
  ArrayTableOptions,
  'name' | 'labels' | 'classes' | 'attributes' | 'captions' | 'licence' | 'source'
> {
  /** `ImageData` or canvases, all of one size. */
  readonly pictures: readonly (PixelData | CanvasLike)[];
  /** 3: RGB, alpha left out; 4: RGBA. Gray: `grayscaleImages` of it. Default: 3. */
  readonly channels?: 3 | 4;
}

/**
 * A table of what a browser has drawn: photographs of an `<input type="file">`, a camera, drawings. The pixels are copied when this is called.
 *
 * Draw pictures of many sizes onto one canvas of the size that you train with; the browser decodes every format that it can show.
 *
 * @throws GanError where pictures differ in size or a canvas has no 2d context.
 * @example
 * const black = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
 * const table = canvasTable({ name: 'drawings', pictures: [black, black] });
 */
export function canvasTable({ pictures, channels = 3, ...columns }: CanvasTableOptions): ImageTable {
  const where = `canvasTable '${columns.name}'`;
  const [first] = pictures;
  check(first !== undefined, () => `${where}: expected at least one picture. Got none.`);
  check([3, 4].includes(channels), () => `${where}: channels must be 3 (RGB) or 4 (RGBA). Got ${channels}.`);
  const { width, height } = first;
  const length = width * height * channels;
  const images = new Uint8Array(pictures.length * length);
  pictures.forEach((picture, index) => {
    const same = picture.width === width && picture.height === height;
    check(
      same,
      () =>
        `${where}: pictures must be of one size, ${width} x ${height}. Got ${picture.width} x ${picture.height} for picture ${index}. Draw all onto canvases of one size.`,
    );
    const { data } = pixelsOf(`${where} picture ${index}`, picture);
    const expected = width * height * 4;
    check(
      data.length === expected,
      () => `${where}: expected ${expected} RGBA bytes. Got ${data.length} for picture ${index}. Pass ImageData as it is.`,
    );
    for (let i = 0; i < length; i++) images[index * length + i] = data[Math.floor(i / channels) * 4 + (i % channels)] ?? 0;
  });
  return arrayTable({ ...columns, images, shape: [pictures.length, height, width, channels] });
}

function pixelsOf(where: string, picture: PixelData | CanvasLike): PixelData {
  if ('data' in picture) return picture;
  const context = picture.getContext('2d');
  check(
    context !== null,
    () => `${where}: expected a canvas with a 2d context. Got one of another kind. Draw it onto a canvas of its own first.`,
  );
  return context.getImageData(0, 0, picture.width, picture.height);
}
