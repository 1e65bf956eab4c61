import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { fuzzReader, mutateBytes } from '@ganblocks/core/testing';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { readAttributeList, readPartition } from './attributeList';
import { celebA } from './celebA';

const FILES = 2000;
const folder = temporaryFolder();
const LIST = '4\nBald Male Young \n000001.jpg -1  1  1\n000002.jpg  1  1 -1\n000003.jpg -1 -1  1\n000004.jpg  1  1  1\n';
const PARTITION = '000001.jpg 0\n000002.jpg 1\n000003.jpg 2\n000004.jpg 0\n';

function write(name: string, images = 4): string {
  folder.write(`${name}/list_attr_celeba.txt`, LIST);
  folder.write(`${name}/list_eval_partition.txt`, PARTITION);
  for (let image = 1; image <= images; image++) folder.write(`${name}/img_align_celeba/00000${image}.jpg`, plainPng(178, 218, [image]));
  return folder.path(name);
}

describe('celebA', () => {
  test('reads a split with its attributes, and cuts out the square in the centre', async () => {
    const table = await celebA(write('celeba'), { channels: 1 });
    expect(table).toMatchObject({ name: 'celeba-train', size: 2, imageShape: [178, 178, 1] });
    expect(table.attributes).toEqual({ names: ['Bald', 'Male', 'Young'], values: Uint8Array.of(0, 1, 1, 1, 1, 1) });
    const images = await table.read(Int32Array.of(0, 1));
    expect([images[0], images[178 * 178]]).toEqual([1, 4]);
    await table.close();
    const test = await celebA(folder.path('celeba'), { split: 'test', resolution: 8, attributes: ['Young', 'Bald'] });
    expect([test.size, test.attributes]).toEqual([1, { names: ['Young', 'Bald'], values: Uint8Array.of(1, 0) }]);
    await test.close();
    const all = await celebA(folder.path('celeba'), { split: 'all', resolution: 8 });
    expect(all.size).toBe(4);
    await all.close();
  });

  test('reads the lists as tables, from where others put them', async () => {
    folder.write('table/list_attr_celeba.csv', 'image_id,Bald,Male\n000001.jpg,-1,1\n000002.jpg,1,-1\n');
    folder.write('table/Eval/list_eval_partition.csv', 'image_id,partition\r\n000001.jpg,1\r\n000002.jpg,0\r\n');
    for (const image of [1, 2]) folder.write(`table/img_align_celeba/img_align_celeba/00000${image}.jpg`, plainPng(178, 218, [image]));
    const table = await celebA(folder.path('table'), { resolution: 4 });
    expect([table.size, table.attributes]).toEqual([1, { names: ['Bald', 'Male'], values: Uint8Array.of(1, 0) }]);
    await table.close();
  });

  test('says what is absent, or goes on without', async () => {
    const path = write('partial', 3);
    await expect(celebA(path, { resolution: 4 })).rejects.toThrow(
      /expected the 2 images that are listed\. 1 are not there, '000004\.jpg' first\. Add them, or pass \{ broken: 'skip' \}/,
    );
    const table = await celebA(path, { resolution: 4, broken: 'skip' });
    expect([table.size, table.describe()['absent']]).toEqual([1, 1]);
    await table.close();
    await expect(celebA(path, { attributes: ['Tall'] })).rejects.toThrow(
      /such as 'Bald'\. Got 'Tall'\. Correct the name\.$|1 are not there/,
    );
    await expect(celebA(folder.path('nowhere'))).rejects.toThrow(/expected 'list_attr_celeba\.txt' or 'list_attr_celeba\.csv'/);
  });

  test.each([
    ['5\nBald\na.jpg 1\n', /expected 5 images, as line 1 says\. Got 1\. Download/],
    ['1\nBald Male\na.jpg 1\n', /values 1, -1 or 0 in line 3\. Got 'a\.jpg 1'\. Download/],
    ['1\nBald\na.jpg 2\n', /in line 3\. Got 'a\.jpg 2'/],
    ['', /expected the names of attributes/],
  ])('refuses the list %j', (text, message) => {
    expect(() => readAttributeList(text, 'where')).toThrow(message);
  });

  test(`reads or refuses each of ${FILES} damaged lists`, () => {
    const read = [readAttributeList, readPartition] as const;
    for (const [at, text] of [LIST, PARTITION].entries()) {
      const whole = new TextEncoder().encode(text);
      const files = Array.from({ length: FILES }, (_, number) => mutateBytes(whole, randomStream(8).split(`list ${number}`)));
      const { accepted, refused } = fuzzReader<unknown>(files, {
        read: (bytes) => read[at]!(new TextDecoder().decode(bytes), 'celebA'),
        verify: () => undefined,
      });
      expect(Math.min(accepted, refused)).toBeGreaterThan(FILES / 20);
    }
  });
});
