import { resolve } from 'node:path';
import { check, printable } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { fileSource } from './fileSource';
import { imagesIn } from './imageFolder';

export interface RafdOptions extends ImageReaderOptions {
  /** From which angles the face is seen, in degrees: 0, 45, 90 (from the front), 135, 180. Default: all. */
  readonly angles?: readonly number[];
  /** Where the eyes look. Default: all. */
  readonly gazes?: readonly ('left' | 'frontal' | 'right')[];
}

/** In the order of their class numbers. */
const EMOTIONS = ['angry', 'contemptuous', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
/** Rafd090_01_Caucasian_female_angry_frontal.jpg: angle, person, kind of person, sex, emotion, gaze. */
const FILE_NAME = /^Rafd(\d{3})_\d+_[A-Za-z]+_[a-z]+_([a-z]+)_(left|frontal|right)\.[a-z]+$/i;

/**
 * RaFD, the Radboud Faces Database: faces with eight emotions, which are the classes, by the names of the files of a folder and of folders in it.
 * They are decoded once into a cache file, as `imageFolder` does it.
 *
 * @throws GanError where a file has another name, there is none for these angles and gazes, or one is broken.
 * @see Langner et al., "Presentation and validation of the Radboud Faces Database", 2010: https://doi.org/10.1080/02699930903485076
 * @example
 * const openFaces = async () => labelledImages(await rafd('RafD', { resolution: 128, angles: [45, 90, 135] }));
 */
export async function rafd(folder: string, options: RafdOptions = {}): Promise<ImageTable> {
  const { name = 'rafd', angles, gazes } = options;
  const where = `rafd '${folder}'`;
  const all = (await imagesIn(folder, where)).map((file) => ({ file, ...partsOf(file.name, where) }));
  const chosen = all.filter(({ angle, gaze }) => (angles?.includes(angle) ?? true) && (gazes?.some((one) => one === gaze) ?? true));
  check(chosen.length > 0, () => `${where}: expected images of these angles and gazes. Got none of ${all.length}. Choose others.`);
  const source = fileSource(chosen.map(({ file }) => file));
  const columns = { labels: Int32Array.from(chosen, ({ emotion }) => emotion), classes: EMOTIONS };
  const choice = { ...(angles ? { angles: [...angles] } : {}), ...(gazes ? { gazes: [...gazes] } : {}) };
  const origin = `${resolve(folder)}#${JSON.stringify(choice)}`;
  const cache = await decodedImages({ where, name, source, origin, folder, options });
  return decodedTable(name, cache, columns, { name, source: `RaFD in ${folder}`, ...choice });
}

function partsOf(path: string, where: string): { angle: number; emotion: number; gaze: string } {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, angle = '', emotion = '', gaze = ''] = FILE_NAME.exec(name) ?? [];
  const number = EMOTIONS.indexOf(emotion.toLowerCase());
  check(
    number !== -1,
    () =>
      `${where}: expected names as Rafd090_01_Caucasian_female_angry_frontal.jpg. Got '${printable(path)}'. Remove what is not of the set.`,
  );
  return { angle: Number(angle), emotion: number, gaze: gaze.toLowerCase() };
}
