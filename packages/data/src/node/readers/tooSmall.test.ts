import { describe, expect, test } from '@jest/globals';
import { labelledImages } from '../../datasets/index';
import { idxOf } from '../../../tests/idxOf';
import { parquetOf } from '../../../tests/parquetOf';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { zipOf } from '../../../tests/zipOf';
import type { ImageTable } from '../../tables/imageTable';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { idxImages } from '../idxImages';
import { celebA } from './celebA';
import { cocoCaptions } from './cocoCaptions';
import { cub } from './cub';
import { imageFolder } from './imageFolder';
import { imageParquet } from './imageParquet';
import { imageZip } from './imageZip';
import { rafd } from './rafd';

const folder = temporaryFolder();
type Image = Uint8Array | string;
type Open = (options: ImageReaderOptions) => Promise<ImageTable>;

/** Writes two images in the layout of each reader, and gives what reads them. */
const LAYOUTS: Readonly<Record<string, (name: string, image: Image) => Open>> = {
  imageFolder(name, image) {
    for (const file of ['1.png', '2.png']) folder.write(`${name}/${file}`, image);
    return (options) => imageFolder(folder.path(name), options);
  },
  imageZip(name, image) {
    const path = folder.write(`${name}/two.zip`, zipOf({ '1.png': image, '2.png': image }));
    return (options) => imageZip(path, options);
  },
  imageParquet(name, image) {
    const path = folder.write(`${name}/two.parquet`, parquetOf([{ path: ['image'], values: [image, image] }]));
    return (options) => imageParquet(path, options);
  },
  celebA(name, image) {
    folder.write(`${name}/list_attr_celeba.txt`, '2\nBald\n1.jpg 1\n2.jpg -1\n');
    for (const file of ['1.jpg', '2.jpg']) folder.write(`${name}/img_align_celeba/${file}`, image);
    return (options) => celebA(folder.path(name), { split: 'all', crop: 8, ...options });
  },
  rafd(name, image) {
    for (const emotion of ['happy', 'angry']) folder.write(`${name}/Rafd090_01_Caucasian_female_${emotion}_frontal.jpg`, image);
    return (options) => rafd(folder.path(name), options);
  },
  cub(name, image) {
    folder.write(`${name}/CUB_200_2011/images.txt`, '1 001.Gull/Gull_1.jpg\n2 001.Gull/Gull_2.jpg\n');
    folder.write(`${name}/CUB_200_2011/bounding_boxes.txt`, '1 0.0 0.0 8.0 8.0\n2 0.0 0.0 8.0 8.0\n');
    folder.write(`${name}/CUB_200_2011/train_test_split.txt`, '1 1\n2 1\n');
    for (const file of ['Gull_1', 'Gull_2']) {
      folder.write(`${name}/CUB_200_2011/images/001.Gull/${file}.jpg`, image);
      folder.write(`${name}/text/001.Gull/${file}.txt`, 'a gull\n');
    }
    return (options) => cub(folder.path(name), options);
  },
  cocoCaptions(name, image) {
    const images = [1, 2].map((id) => ({ id, file_name: `${id}.jpg` }));
    const annotations = [1, 2].map((id) => ({ image_id: id, caption: 'a cat' }));
    folder.write(`${name}/annotations/captions_train2014.json`, JSON.stringify({ images, annotations }));
    for (const file of ['1.jpg', '2.jpg']) folder.write(`${name}/train2014/${file}`, image);
    return (options) => cocoCaptions(folder.path(name), options);
  },
};

describe.each(Object.entries(LAYOUTS))('%s', (reader, write) => {
  test('refuses a set of which nothing is left, also where broken images are skipped', async () => {
    const open = write(`${reader}-broken`, 'no image');
    for (let time = 0; time < 2; time++)
      await expect(open({ resolution: 4, broken: 'skip' })).rejects.toThrow(
        /: none of the 2 images can be decoded\. .* Look at these files\.$/,
      );
    await expect(open({ resolution: 4 })).rejects.toThrow(/image 1 of 2 cannot be decoded/);
  });

  test('gives a table that is refused where it is smaller than a batch', async () => {
    const table = await write(`${reader}-whole`, plainPng(8, 8, [7]))({ resolution: 4 });
    expect(() => labelledImages(table).stream({ batchSize: 3, seed: 0 })).toThrow(/batchSize must not exceed .* 2 images\. Use 2 or less/);
    expect(() => labelledImages(table).stream({ batchSize: 2, seed: 0 })).not.toThrow();
    await table.close();
  });
});

test('a set that broken images have made too small is refused before training', async () => {
  folder.write('half/1.png', plainPng(4, 4, [1]));
  folder.write('half/2.png', 'no image');
  const table = await imageFolder(folder.path('half'), { broken: 'skip' });
  expect(table.describe()['skipped']).toEqual(['2.png']);
  expect(() => labelledImages(table).stream({ batchSize: 2, seed: 0 })).toThrow(/Got batchSize 2, 1 images\. Use 1 or less/);
  await table.close();
});

test('so is an IDX file with too few images', () => {
  const table = idxImages({ name: 'two', images: folder.write('two', idxOf([2, 2, 2], new Uint8Array(8))) });
  expect(() => labelledImages(table).stream({ batchSize: 3, seed: 0 })).toThrow(/two stream: .* Got batchSize 3, 2 images/);
});
