import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { dirname } from 'node:path';
import { idxOf } from '../../tests/idxOf';
import { temporaryFolder } from '../../tests/temporaryFolder';
import { fashionMnist } from './fashionMnist';
import { idxImages } from './idxImages';

const folder = temporaryFolder();
const pixels = Array.from({ length: 12 }, (_, i) => i);
const written = (name: string, shape: readonly number[], data: ArrayLike<number>): string => folder.write(name, idxOf(shape, data));

describe('idxImages', () => {
  test('reads images and labels, with what they are called', () => {
    const images = written('kana-images', [2, 2, 3], pixels);
    const labels = written('kana-labels', [2], [1, 0]);
    const table = idxImages({ name: 'kana', images, labels, classes: ['o', 'ki'], licence: 'CC BY-SA 4.0' });
    expect(table).toMatchObject({ name: 'kana', size: 2, imageShape: [2, 3, 1], labels: Int32Array.of(1, 0), classes: ['o', 'ki'] });
    expect([...(table.read(Int32Array.of(1, 0)) as Uint8Array)]).toEqual([...pixels.slice(6), ...pixels.slice(0, 6)]);
    const size = { size: 2, height: 2, width: 3, channels: 1, labelled: true, classes: 2 };
    expect(table.describe()).toEqual({ name: 'kana', ...size, licence: 'CC BY-SA 4.0', source: `IDX file ${images}` });
  });

  test('reads compressed files, under their name or the name without .gz, and images alone', () => {
    const path = folder.write('letters.gz', gzipSync(idxOf([2, 2, 3], pixels)));
    for (const images of [path, path.slice(0, -3)]) {
      const table = idxImages({ name: 'letters', images, source: 'a test' });
      expect([table.size, table.labels, table.describe()['source']]).toEqual([2, undefined, 'a test']);
    }
  });

  test('turns transposed images upright, and numbers classes from 0', () => {
    const images = written('emnist-images', [2, 3, 2], pixels);
    const labels = written('emnist-labels', [2], [26, 1]);
    const table = idxImages({ name: 'emnist', images, labels, classes: 26, firstClass: 1, transposed: true });
    expect([table.imageShape, ...table.labels!]).toEqual([[2, 3, 1], 25, 0]);
    expect([...(table.read(Int32Array.of(0)) as Uint8Array)]).toEqual([0, 2, 4, 1, 3, 5]);
    expect(table.describe()).toMatchObject({ transposed: true, height: 2, width: 3 });
  });

  test('says what does not fit', () => {
    const images = written('images', [2, 2, 3], pixels);
    const at = `Look at the files in '${dirname(images)}'.`;
    const options = { name: 'x', images, classes: 2 };
    const refused = (change: Partial<Parameters<typeof idxImages>[0]>, message: string): void =>
      expect(() => idxImages({ ...options, ...change })).toThrow(message);
    refused({ images: written('flat', [12], pixels) }, `idxImages 'x': expected ubyte images of shape [N, H, W]. Got ubyte of shape [12]. ${at}`); // prettier-ignore
    refused({ images: written('none', [0, 2, 3], []) }, `idxImages 'x': expected one image at least. Got shape [0, 2, 3]. ${at}`);
    refused({ images: written('none', [2, 0, 3], []), transposed: true }, `expected one image at least. Got shape [2, 3, 0]. ${at}`);
    refused({ labels: written('three', [3], [0, 0, 0]) }, `idxImages 'x': expected ubyte labels of shape [2]. Got ubyte of shape [3]. ${at}`); // prettier-ignore
    refused({ labels: written('two', [2], [0, 2]) }, `idxImages 'x': expected labels from 0 to 1. Got 2 for image 1. ${at}`);
    refused({ labels: written('one', [2], [1, 0]), firstClass: 1 }, `idxImages 'x': expected labels from 1 to 2. Got 0 for image 1. ${at}`);
    refused({ firstClass: -1 }, "idxImages 'x': firstClass must be a whole number from 0. Got -1. Leave it out for 0.");
    refused(
      { images: folder.path('absent') },
      `idxImages 'x': expected 'absent' or 'absent.gz' in '${dirname(images)}'. Neither is there.`,
    );
  });
});

describe('fashionMnist', () => {
  test('is read in the layout of MNIST, with classes and a licence of its own', () => {
    const image = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    folder.write('fashion/train-images-idx3-ubyte.gz', gzipSync(idxOf([1, 28, 28], image)));
    folder.write('fashion/train-labels-idx1-ubyte.gz', gzipSync(idxOf([1], [9])));
    const clothes = fashionMnist(folder.path('fashion'));
    expect([clothes.name, clothes.classes?.[clothes.labels?.[0] ?? 0], clothes.classes?.length]).toEqual([
      'fashion-mnist-train',
      'Ankle boot',
      10,
    ]);
    expect(clothes.read(Int32Array.of(0))).toEqual(image);
    expect(clothes.describe()).toMatchObject({ split: 'train', size: 1, licence: 'MIT licence, Zalando SE' });
    expect(JSON.stringify(clothes.describe())).not.toMatch(/LeCun|digit/);
  });

  test('its errors are its own', () => {
    const where = `fashionMnist '${folder.path('fashion')}'`;
    expect(() => fashionMnist(folder.path('fashion'), { split: 'test' })).toThrow(
      `${where}: expected 't10k-images-idx3-ubyte' or 't10k-images-idx3-ubyte.gz' in '${folder.path('fashion')}'. Neither is there.`,
    );
    expect(() => fashionMnist(folder.path('fashion'), { split: 'valid' as 'test' })).toThrow(
      `${where}: split must be 'train' or 'test'. Got "valid". Correct it.`,
    );
  });
});
