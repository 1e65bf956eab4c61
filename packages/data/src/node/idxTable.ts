import { check } from '@ganblocks/core';
import { sizesOf } from '../formats/idxHeader';
import type { IdxArray } from '../formats/readIdx';
import { arrayTable } from '../tables/arrayTable';
import type { ArrayTableOptions } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';

export interface IdxTableOptions extends Pick<ArrayTableOptions, 'name' | 'classes' | 'licence' | 'source'> {
  readonly images: IdxArray;
  readonly labels?: IdxArray;
  /** What errors begin with. */
  readonly where: string;
  /** Where the files are, for errors. */
  readonly folder: string;
  /** Height and width that the images must have. Default: any. */
  readonly size?: readonly [number, number];
  /** The number that the first class has in the file. Default: 0. */
  readonly firstClass?: number;
}

/** The table of two IDX files that have been read, images `[N, H, W]` and labels `[N]`. @throws GanError that begins with `where`. */
export function idxTable({ images, labels, where, folder, size, firstClass = 0, ...about }: IdxTableOptions): ImageTable {
  const [count = 0, height = 0, width = 0] = images.shape;
  const remedy = `Look at the files in '${folder}'.`;
  const [wantedHeight, wantedWidth] = size ?? [height, width];
  check(
    images.type === 'ubyte' && images.shape.length === 3 && height === wantedHeight && width === wantedWidth,
    () =>
      `${where}: expected ubyte images of shape [N, ${size?.join(', ') ?? 'H, W'}]. Got ${images.type} of shape ${sizesOf(images.shape)}. ${remedy}`,
  );
  check(images.data.length > 0, () => `${where}: expected one image at least. Got shape ${sizesOf(images.shape)}. ${remedy}`);
  const { data } = images;
  const shape = [count, height, width, 1] as const;
  if (labels === undefined) return arrayTable({ ...about, images: data, shape });
  check(
    labels.type === 'ubyte' && labels.shape.length === 1 && labels.shape[0] === count,
    () => `${where}: expected ubyte labels of shape [${count}]. Got ${labels.type} of shape ${sizesOf(labels.shape)}. ${remedy}`,
  );
  const classes = typeof about.classes === 'number' ? about.classes : (about.classes?.length ?? 256);
  const wrong = labels.data.findIndex((label) => label < firstClass || label >= firstClass + classes);
  check(
    wrong === -1,
    () =>
      `${where}: expected labels from ${firstClass} to ${firstClass + classes - 1}. Got ${labels.data[wrong]} for image ${wrong}. ${remedy}`,
  );
  return arrayTable({ ...about, images: data, shape, labels: Int32Array.from(labels.data, (label) => label - firstClass) });
}
