import { expect, test } from '@jest/globals';
import { crc32c } from './crc32c';
import { maskedCrc, tfRecord } from './tfRecord';

test('crc32c gives the values of RFC 3720, appendix B.4', () => {
  expect(crc32c(new Uint8Array(0))).toBe(0);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd794e);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('tfRecord frames data by length and masked CRCs', () => {
  const data = Buffer.from('an event');
  const record = Buffer.from(tfRecord(data));
  expect(record).toHaveLength(8 + 16);
  expect(record.readBigUInt64LE(0)).toBe(8n);
  expect(record.readUInt32LE(8)).toBe(maskedCrc(record.subarray(0, 8)));
  expect(record.subarray(12, 20)).toEqual(data);
  expect(record.readUInt32LE(20)).toBe(maskedCrc(data));
});

test('maskedCrc turns by 15 bits and adds the constant', () => {
  const crc = BigInt(crc32c(Buffer.from('123456789')));
  expect(BigInt(maskedCrc(Buffer.from('123456789')))).toBe((((crc >> 15n) | (crc << 17n)) + 0xa282ead8n) & 0xffffffffn);
});
