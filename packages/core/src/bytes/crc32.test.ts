import { expect, test } from '@jest/globals';
import { crc32 } from './crc32';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('gives the check value of the standard, whole and in parts', () => {
  expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
  expect(crc32(bytesOf('6789'), crc32(bytesOf('12345')))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
