import { expect, test } from '@jest/globals';
import { bytesField, doubleField, doublesField, floatField, message, textField, wholeField } from './protobuf';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test("the examples of the format's own page", () => {
  expect(hex(wholeField(1, 150))).toBe('089601');
  expect(hex(textField(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(bytesField(3, wholeField(1, 150)))).toBe('1a03089601');
});

test('whole numbers beyond 32 bits, and keys of two bytes', () => {
  expect(hex(wholeField(1, 0))).toBe('0800');
  expect(hex(wholeField(2, 2 ** 40))).toBe('10808080808020');
  expect(hex(wholeField(2, Number.MAX_SAFE_INTEGER))).toBe('10ffffffffffffff0f');
  expect(hex(wholeField(16, 1))).toBe('800101');
});

test('floats, doubles and packed doubles are little-endian', () => {
  expect(hex(floatField(2, 1))).toBe('150000803f');
  expect(hex(doubleField(1, 1))).toBe('09000000000000f03f');
  expect(hex(doublesField(6, [1, -2]))).toBe('3210000000000000f03f00000000000000c0');
  expect(hex(message(wholeField(1, 1), wholeField(2, 2)))).toBe('08011002');
});
