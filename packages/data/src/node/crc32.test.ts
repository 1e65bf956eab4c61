import { expect, test } from '@jest/globals';
import { crc32 as crc32OfTable } from '@ganblocks/core';
import { crc32 } from './crc32';

test('crc32 gives the published check value, and what the table gives', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32(bytes)).toBe(0xcbf43926);
  expect(crc32(bytes.subarray(9))).toBe(0);
  const long = Uint8Array.from({ length: 5000 }, (_, at) => (at * at) >>> 3);
  expect(crc32(long)).toBe(crc32OfTable(long));
});
