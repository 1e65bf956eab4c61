import { describe, expect, test } from '@jest/globals';
import type { Dataset } from '@ganblocks/core';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { keepLabels, rgbImages, rotatedImages, selectClasses, skipImages, stackedDigits, takeImages } from '../views/index';
import {
  alternating,
  attributeImages,
  captionedImages,
  imageArrays,
  labelledImages,
  multiScale,
  pairedImages,
  prefetched,
  sceneImages,
  semiSupervisedImages,
  unpairedImages,
} from './index';

const table = (name: string, size: number): ImageTable =>
  arrayTable({
    name,
    images: new Uint8Array(4 * size),
    shape: [size, 2, 2, 1],
    labels: new Int32Array(size),
    classes: 3,
    captions: Array.from({ length: size }, () => ['a word']),
  });
const [four, nine] = [table('four', 4), table('nine', 9)];

const SETS: readonly (readonly [string, Dataset<object>])[] = [
  ['imageArrays', imageArrays({ name: 'four', images: new Uint8Array(16), shape: [4, 2, 2, 1] })],
  ['labelledImages', labelledImages(four)],
  ['attributeImages', attributeImages(four)],
  ['pairedImages', pairedImages(four, four)],
  ['the smaller side of unpairedImages', unpairedImages(nine, four)],
  ['sceneImages', sceneImages({ images: four, labelMaps: four, instanceMaps: four })],
  ['captionedImages', captionedImages(four)],
  ['semiSupervisedImages', semiSupervisedImages(four, { perClass: 1 })],
  ['the smallest of alternating', alternating([attributeImages(nine), attributeImages(four)])],
  ['multiScale', multiScale(labelledImages(four), { resolutions: [1] })],
  ['prefetched', prefetched(labelledImages(four))],
  ['views', labelledImages(rgbImages(takeImages(skipImages(nine, 3), 4)))],
  ['a class', labelledImages(selectClasses(four, { classes: [0] }))],
  ['few labels', labelledImages(keepLabels(four, { perClass: 1 }))],
  ['stacked digits', labelledImages(stackedDigits(nine, { size: 4 }))],
];

describe('a data set smaller than one batch', () => {
  test.each(SETS)('is refused when its stream is opened, before anything is read: %s', (_, dataset) => {
    expect(() => dataset.stream({ batchSize: 5, seed: 0 })).toThrow(
      /^[a-z ]*(four|nine)( → four)? stream: batchSize must not exceed the data set\. Got batchSize 5, 4 images\. Use 4 or less\.$/,
    );
    expect(() => dataset.stream({ batchSize: 4, seed: 0 })).not.toThrow();
    expect(() => dataset.stream({ batchSize: 0, seed: 0 })).toThrow(/batchSize must be a whole number above 0. Got 0/);
  });

  test('quarter turns make four images of one', () => {
    const turned = labelledImages(rotatedImages(four));
    expect(() => turned.stream({ batchSize: 16, seed: 0 })).not.toThrow();
    expect(() => turned.stream({ batchSize: 17, seed: 0 })).toThrow(/Got batchSize 17, 16 images/);
  });

  test('without any image it is refused by the view or, if it is somebody’s own table, by the stream', () => {
    expect(() => selectClasses(four, { classes: [2] })).toThrow(/four has no image of class 2/);
    expect(() => takeImages(four, 0)).toThrow(/from 1 to 4/);
    const none: ImageTable = { name: 'none', size: 0, imageShape: [2, 2, 1], read: () => new Uint8Array(0), describe: () => ({}), close: async () => undefined }; // prettier-ignore
    expect(() => labelledImages(none).stream({ batchSize: 1, seed: 0 })).toThrow(
      'none stream: expected one image at least. Got none. Look at how the data set is read or selected.',
    );
  });
});
