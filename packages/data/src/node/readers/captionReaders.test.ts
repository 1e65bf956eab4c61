import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { fuzzReader, mutateJson } from '@ganblocks/core/testing';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { captionsByFile, cocoCaptions } from './cocoCaptions';
import { cub } from './cub';
import { birdCrop, namesInPickle } from './cubLists';

const FILES = 2000;
const folder = temporaryFolder();
const BIRDS = [
  '001.Black_footed_Albatross/Black_Footed_Albatross_0046_18',
  '002.Laysan_Albatross/Laysan_Albatross_0002_1027',
  '200.Common_Yellowthroat/Common_Yellowthroat_0003_190521',
];

function writeBirds(name: string): string {
  folder.write(`${name}/CUB_200_2011/images.txt`, BIRDS.map((bird, index) => `${index + 1} ${bird}.jpg\n`).join(''));
  folder.write(`${name}/CUB_200_2011/bounding_boxes.txt`, '1 4.0 4.0 8.0 8.0\n2 0.0 0.0 20.0 20.0\n3 2.0 2.0 4.0 2.0\n');
  folder.write(`${name}/CUB_200_2011/train_test_split.txt`, '1 1\n2 0\n3 1\n');
  BIRDS.forEach((bird, index) => {
    folder.write(`${name}/CUB_200_2011/images/${bird}.jpg`, plainPng(20, 20, [index + 1]));
    folder.write(`${name}/text/${bird}.txt`, `bird ${index}\na second caption\n\n`);
  });
  return folder.path(name);
}

/** As Python writes a list of short strings: 'U', a length, the text, 'q' and a number. */
const pickle = (names: readonly string[]): string =>
  `\x80\x02]q\x00(${names.map((name, at) => `U${String.fromCharCode(name.length)}${name}q${String.fromCharCode(at + 1)}`).join('')}e.`;

describe('cub', () => {
  test('reads captions and classes by its own split, or by the files of AttnGAN', async () => {
    const path = writeBirds('birds');
    const train = await cub(path, { resolution: 4, channels: 1 });
    expect(train).toMatchObject({ name: 'cub-train', size: 2, imageShape: [4, 4, 1], labels: Int32Array.of(0, 2) });
    expect(train.classes).toEqual(['001.Black_footed_Albatross', '002.Laysan_Albatross', '200.Common_Yellowthroat']);
    expect(train.captions).toEqual([
      ['bird 0', 'a second caption'],
      ['bird 2', 'a second caption'],
    ]);
    expect((await train.read(Int32Array.of(1)))[0]).toBe(3);
    await train.close();
    folder.write('birds/train/filenames.pickle', Buffer.from(pickle([BIRDS[1]!, BIRDS[0]!]), 'latin1'));
    const attnGan = await cub(path, { resolution: 4, channels: 1 });
    expect([...attnGan.labels!]).toEqual([1, 0]);
    expect((await attnGan.read(Int32Array.of(0)))[0]).toBe(2);
    await attnGan.close();
  });

  test('finds names in pickles of the old, the binary and the new kind', () => {
    expect(namesInPickle(`(lp1\n${BIRDS.map((bird, at) => `S'${bird}'\np${at}\na`).join('')}.`)).toEqual(BIRDS);
    expect(namesInPickle(pickle(BIRDS))).toEqual(BIRDS);
    expect(namesInPickle(`\x80\x04]\x94(${BIRDS.map((bird) => `\x8c${String.fromCharCode(bird.length)}${bird}\x94`).join('')}e.`)).toEqual(
      BIRDS,
    );
  });

  test('cuts out one and a half times the box, as far as the image goes', () => {
    expect(birdCrop([40, 50, 20, 10])(500, 400)).toEqual({ left: 35, top: 40, width: 30, height: 30 });
    expect(birdCrop([0, 0, 20, 10])(24, 400)).toEqual({ left: 0, top: 0, width: 24, height: 20 });
  });

  test('says what is absent', async () => {
    await expect(cub(folder.path('nowhere'))).rejects.toThrow(/images\.txt' cannot be read \(ENOENT\)\. Put it there/);
    const path = writeBirds('lost');
    folder.write(`lost/text/${BIRDS[0]!}.txt`, '\n');
    await expect(cub(path)).rejects.toThrow(/expected a caption a line in '001\..*\.txt'\. It is empty\. Download/);
    folder.write('lost/CUB_200_2011/bounding_boxes.txt', '1 4.0 4.0\n');
    await expect(cub(path)).rejects.toThrow(/expected a file and a box for image 1\. Got '001\./);
  });
});

describe('cocoCaptions', () => {
  const json = JSON.stringify({
    images: [
      { id: 7, file_name: 'a.png' },
      { id: 9, file_name: 'b.png' },
    ],
    annotations: [
      { image_id: 9, id: 1, caption: 'a dog ' },
      { image_id: 7, id: 2, caption: 'a cat' },
      { image_id: 9, id: 3, caption: 'two dogs' },
    ],
  });

  test('reads captions, and says which images are absent', async () => {
    folder.write('coco/annotations/captions_val2014.json', json);
    folder.write('coco/val2014/b.png', plainPng(4, 4, [2]));
    folder.write('coco/val2014/other.png', plainPng(4, 4, [3]));
    const options = { split: 'val2014', channels: 1, resolution: 2 } as const;
    await expect(cocoCaptions(folder.path('coco'), options)).rejects.toThrow(
      /the 2 images that have captions\. 1 are not there, 'a\.png' first\./,
    );
    folder.write('coco/val2014/a.png', plainPng(4, 4, [1]));
    const table = await cocoCaptions(folder.path('coco'), options);
    expect(table.captions).toEqual([['a cat'], ['a dog', 'two dogs']]);
    expect([...(await table.read(Int32Array.of(0, 1)))]).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    await table.close();
  });

  test(`reads or refuses each of ${FILES} damaged lists`, () => {
    const files = Array.from({ length: FILES }, (_, number) => {
      const mutated = mutateJson(json, randomStream(9).split(`list ${number}`));
      return { kind: mutated.kind, bytes: new TextEncoder().encode(mutated.json) };
    });
    const read = (bytes: Uint8Array): Map<string, string[]> => captionsByFile(new TextDecoder().decode(bytes), 'coco');
    const { accepted, refused } = fuzzReader(files, { read, verify: ({ value }) => value && expect(value.size).toBeGreaterThan(0) });
    expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 50);
  });
});
