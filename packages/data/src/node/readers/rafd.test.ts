import { describe, expect, test } from '@jest/globals';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { rafd } from './rafd';

const folder = temporaryFolder();

describe('rafd', () => {
  test('reads emotions, angles and gazes from the names of the files', async () => {
    folder.write('set/Rafd090_01_Caucasian_female_happy_frontal.jpg', plainPng(4, 4, [1]));
    folder.write('set/Rafd045_01_Caucasian_female_angry_left.jpg', plainPng(4, 4, [2]));
    folder.write('set/more/Rafd090_61_Kid_male_surprised_left.jpg', plainPng(4, 4, [3]));
    const all = await rafd(folder.path('set'), { channels: 1 });
    expect([all.size, ...all.labels!]).toEqual([3, 0, 4, 7]);
    expect(all.classes).toHaveLength(8);
    const front = await rafd(folder.path('set'), { channels: 1, angles: [90], gazes: ['left'] });
    expect([front.size, front.classes![front.labels![0]!], (await front.read(Int32Array.of(0)))[0]]).toEqual([1, 'surprised', 3]);
    expect(front.describe()).toMatchObject({ angles: [90], gazes: ['left'] });
    await Promise.all([all.close(), front.close()]);
    await expect(rafd(folder.path('set'), { angles: [0] })).rejects.toThrow(/Got none of 3\. Choose others\.$/);
    folder.write('set/holiday.jpg', plainPng(4, 4, [1]));
    await expect(rafd(folder.path('set'))).rejects.toThrow(/expected names as Rafd090_.* Got 'holiday\.jpg'\. Remove/);
  });
});
