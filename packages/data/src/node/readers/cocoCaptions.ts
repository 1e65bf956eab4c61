import { join, resolve } from 'node:path';
import { check, printable } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { textOf } from './cubLists';
import { fileSource } from './fileSource';
import { imagesIn } from './imageFolder';

export interface CocoCaptionsOptions extends ImageReaderOptions {
  /** The part of the set: the images are in the folder of this name, the captions in `annotations/captions_<split>.json`. Default: 'train2014'. */
  readonly split?: string;
}

/**
 * COCO captions: photographs with five captions or more each, from a folder with `annotations/captions_train2014.json` and the images in `train2014`.
 * The captions are a column of the table, in the order of the file; see `captionedImages`. Images without captions are left out; those that are
 * listed and not there are an error, or left out by `broken: 'skip'`. They are decoded once into a cache file, as `imageFolder` does it.
 *
 * @throws GanError where the captions or an image are absent or damaged.
 * @see Chen et al., "Microsoft COCO Captions: Data Collection and Evaluation Server", 2015: https://arxiv.org/abs/1504.00325
 * @example
 * const openPhotos = async () => captionedImages(await cocoCaptions('coco', { resolution: 256 }));
 */
export async function cocoCaptions(folder: string, options: CocoCaptionsOptions = {}): Promise<ImageTable> {
  const { split = 'train2014', name = `coco-${split}` } = options;
  const where = `cocoCaptions '${folder}'`;
  const path = join(folder, 'annotations', `captions_${split}.json`);
  const byFile = captionsByFile(await textOf(path, where), `${where}: captions_${split}.json`);
  const files = (await imagesIn(join(folder, split), where)).filter((file) => byFile.has(file.name));
  const present = new Set(files.map((file) => file.name));
  const absent = [...byFile.keys()].filter((file) => !present.has(file));
  check(
    files.length > 0 && (absent.length === 0 || options.broken === 'skip'),
    () =>
      `${where}: expected the ${byFile.size} images that have captions. ${absent.length} are not there, '${printable(absent[0] ?? '')}' first. Add them, or pass { broken: 'skip' } to use the others.`,
  );
  const captions = files.map((file) => byFile.get(file.name) ?? []);
  const origin = `${resolve(folder)}#${split}`;
  const cache = await decodedImages({ where, name, source: fileSource(files), origin, folder, options });
  return decodedTable(name, cache, { captions }, { name, source: `COCO captions in ${folder}`, split });
}

/** The captions by the names of the image files, of those that have any. @throws GanError that begins with `where`. */
export function captionsByFile(json: string, where: string): Map<string, string[]> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  const [images, annotations] = [listOf(value, 'images'), listOf(value, 'annotations')];
  const files = new Map(images.map((image) => [fieldOf(image, 'id'), fieldOf(image, 'file_name')]));
  const captions = new Map<string, string[]>();
  for (const annotation of annotations) {
    const [file, caption] = [files.get(fieldOf(annotation, 'image_id')), fieldOf(annotation, 'caption')];
    if (typeof file !== 'string' || typeof caption !== 'string' || caption.trim() === '') continue;
    captions.set(file, [...(captions.get(file) ?? []), caption.trim()]);
  }
  check(
    captions.size > 0,
    () => `${where}: expected { images: [{ id, file_name }], annotations: [{ image_id, caption }] }. Got no caption. Download it again.`,
  );
  return captions;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
