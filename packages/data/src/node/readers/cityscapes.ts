import { join, resolve } from 'node:path';
import { check, printable, shown } from '@ganblocks/core';
import type { SceneTables } from '../../datasets/sceneImages';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { fileSource } from './fileSource';
import { listFiles } from './listFiles';
import type { ListedFile } from './listFiles';

export interface CityscapesOptions extends Omit<ImageReaderOptions, 'broken' | 'channels' | 'fit'> {
  /** Default: 'train'. */
  readonly split?: 'train' | 'val';
  /** 'ids': the set's own classes, 0 to 33, as pix2pixHD takes them; 'trainIds': the 19 that are evaluated, and 255 for all others. Default: 'ids'. */
  readonly labels?: 'ids' | 'trainIds';
}

/** The ids of the 19 classes that are evaluated, in the order of their train ids: road, sidewalk, building, wall, fence, pole, … bicycle. */
const EVALUATED = [7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33];
const OTHER = 255;
const TRAIN_IDS = Uint8Array.from({ length: 256 }, (_, id) => (EVALUATED.includes(id) ? EVALUATED.indexOf(id) : OTHER));

/**
 * Cityscapes: streets with maps of classes and of objects, from a folder with `leftImg8bit` and `gtFine`: three tables for `sceneImages`.
 *
 * Maps are resized by taking the nearest pixel; numbers of objects have two channels, the lower byte first. `resolution` is [256, 512] where it is
 * left out. Everything is decoded once into three cache files, as `imageFolder` does it; what is broken is an error. `boundaryMap` of
 * `@ganblocks/data` makes the boundaries of objects of a batch's `instanceMap`.
 *
 * @throws GanError where an image has no maps, or there is none.
 * @see Cordts et al., "The Cityscapes Dataset for Semantic Urban Scene Understanding", 2016: https://arxiv.org/abs/1604.01685
 * @example
 * const openStreets = async () => sceneImages(await cityscapes('cityscapes', { resolution: [256, 512] }), { mirror: true });
 */
export async function cityscapes(folder: string, options: CityscapesOptions = {}): Promise<SceneTables> {
  const { split = 'train', labels = 'ids', resolution = [256, 512], name = `cityscapes-${split}` } = options;
  const where = `cityscapes '${folder}'`;
  check(
    ['train', 'val'].includes(split),
    () => `${where}: split must be 'train' or 'val'. Got ${shown(split)}. 'test' has no public maps.`,
  );
  check(['ids', 'trainIds'].includes(labels), () => `${where}: labels must be 'ids' or 'trainIds'. Got ${shown(labels)}. Correct it.`);
  const images = await listFiles(join(folder, 'leftImg8bit', split), /_leftImg8bit\.png$/, where);
  check(images.length > 0, () => `${where}: expected images in 'leftImg8bit/${split}'. Got none. Unpack them there.`);
  const maps = new Map(
    (await listFiles(join(folder, 'gtFine', split), /_gtFine_(?:label|instance)Ids\.png$/, where)).map((file) => [file.name, file]),
  );
  const read = async (part: string, files: readonly ListedFile[], reading: ImageReaderOptions, numbers: boolean): Promise<ImageTable> => {
    const title = `${name}-${part}`;
    const origin = `${resolve(folder)}#${title}`;
    const cache = await decodedImages({ where, name: title, source: fileSource(files), origin, folder, options: reading, numbers });
    return decodedTable(title, cache, {}, { name: title, source: `Cityscapes in ${folder}`, split, part });
  };
  const shared = { ...options, resolution };
  const nearest = { ...shared, filter: 'nearest' } as const;
  const labelMaps = await read('labelIds', partners(images, maps, 'labelIds', where), { ...nearest, channels: 1 }, false);
  return {
    images: await read('leftImg8bit', images, shared, false),
    labelMaps: labels === 'ids' ? labelMaps : trainIds(labelMaps),
    instanceMaps: await read('instanceIds', partners(images, maps, 'instanceIds', where), nearest, true),
  };
}

function partners(images: readonly ListedFile[], maps: ReadonlyMap<string, ListedFile>, part: string, where: string): ListedFile[] {
  return images.map(({ name }) => {
    const map = maps.get(name.replace(/_leftImg8bit\.png$/, `_gtFine_${part}.png`));
    check(
      map !== undefined,
      () => `${where}: expected a map of ${part} in 'gtFine' for '${printable(name)}'. It is not there. Unpack all.`,
    );
    return map;
  });
}

/** The maps with train ids instead of ids. */
function trainIds(table: ImageTable): ImageTable {
  return {
    ...table,
    read: async (indices) => (await table.read(indices)).map((id) => TRAIN_IDS[id] ?? OTHER),
    describe: () => ({ ...table.describe(), labels: 'trainIds' }),
  };
}
