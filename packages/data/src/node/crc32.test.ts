import { expect, test } from '@jest/globals';
import { crc32, crc32ByTable } from './crc32';

test('crc32 gives the published check value, with and without that of Node', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect([crc32(bytes), crc32ByTable(bytes)]).toEqual([0xcbf43926, 0xcbf43926]);
  expect([crc32(bytes.subarray(9)), crc32ByTable(bytes.subarray(9))]).toEqual([0, 0]);
  const long = Uint8Array.from({ length: 5000 }, (_, at) => (at * at) >>> 3);
  expect(crc32(long)).toBe(crc32ByTable(long));
});
