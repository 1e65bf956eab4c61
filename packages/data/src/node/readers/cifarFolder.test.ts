import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { cifar100Folder, cifar10Folder } from './cifarFolder';

const folder = temporaryFolder();
const record = (pixel: number, ...labels: number[]): Uint8Array => Uint8Array.of(...labels, ...new Uint8Array(3072).fill(pixel));

describe('cifar10Folder', () => {
  test('reads the five batches in their order, or the test batch', async () => {
    for (const batch of [1, 2, 3, 4, 5]) folder.write(`set/cifar-10-batches-bin/data_batch_${batch}.bin`, record(batch, 9 - batch));
    folder.write('set/cifar-10-batches-bin/test_batch.bin', record(7, 0));
    const train = await cifar10Folder(folder.path('set'));
    expect(train).toMatchObject({ name: 'cifar10-train', size: 5, imageShape: [32, 32, 3], labels: Int32Array.of(8, 7, 6, 5, 4) });
    expect((await train.read(Int32Array.of(3)))[0]).toBe(4);
    expect(await cifar10Folder(folder.path('set/cifar-10-batches-bin'), { split: 'test' })).toMatchObject({
      size: 1,
      labels: Int32Array.of(0),
    });
  });

  test('says which file is absent or damaged', async () => {
    await expect(cifar10Folder(folder.path('none'))).rejects.toThrow(
      /expected 'data_batch_1\.bin', of the binary version\. It is not there\. Unpack/,
    );
    folder.write('part/data_batch_1.bin', record(1, 1));
    await expect(cifar10Folder(folder.path('part'))).rejects.toThrow(
      /'data_batch_2\.bin' cannot be read \(ENOENT\)\. Unpack the archive again\.$/,
    );
    folder.write('part/test_batch.bin', record(1, 1).subarray(1));
    await expect(cifar10Folder(folder.path('part'), { split: 'test' })).rejects.toThrow(/^readCifar10 'cifar10-test': /);
  });
});

test('cifar100Folder reads classes or superclasses', async () => {
  folder.write('cifar-100-binary/train.bin', record(1, 4, 0));
  expect((await cifar100Folder(folder.path('.'))).labels).toEqual(Int32Array.of(0));
  expect((await cifar100Folder(folder.path('cifar-100-binary'), { labels: 'coarse' })).labels).toEqual(Int32Array.of(4));
  await expect(cifar100Folder(folder.path('.'), { split: 'test' })).rejects.toThrow(/expected 'test\.bin'/);
});
