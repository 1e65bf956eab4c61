import { describe, expect, test } from '@jest/globals';
import { GanError } from '../errors/index';
import { fuzzReader, type FuzzReaderOptions } from './fuzzReader';

const files = [1, 2, 3].map((length) => ({ kind: length === 1 ? 'odd' : 'even', bytes: new Uint8Array(length) }));
const refusal = 'readFile: expected 1 byte. Got 2. Use another file.';
const fuzz = (read: FuzzReaderOptions<number>['read'], options: Partial<FuzzReaderOptions<number>> = {}) =>
  fuzzReader(files, { read, verify: () => undefined, ...options });
const failing = (error: unknown) => () => {
  throw error;
};

describe('fuzzReader', () => {
  test('counts what is read and what is refused, by kind', () => {
    const read = ({ length }: Uint8Array): number => (length === 2 ? failing(new GanError(refusal))() : length);
    const outcomes: unknown[] = [];
    const report = fuzz(read, { verify: ({ bytes, value }) => outcomes.push([bytes.length, value]) });
    expect(report).toEqual({
      ...{ accepted: 2, refused: 1 },
      kinds: { odd: { accepted: 1, refused: 0 }, even: { accepted: 1, refused: 1 } },
    });
    expect(outcomes).toEqual([
      [1, 1],
      [2, undefined],
      [3, 3],
    ]);
  });

  test.each<[string, unknown, RegExp]>([
    ['another error', new RangeError('Invalid array length'), /^fuzzReader: file 0 \(odd\): RangeError: Invalid array length$/],
    ['a long message', new GanError(`${refusal} ${'x'.repeat(500)}.`), /below 500 characters\. Got 553/],
    ['a message with controls', new GanError(refusal.replace('2', '\u001b[2J')), /must be printable\. Got .*\[2J/],
    ['a message without a remedy', new GanError('readFile: expected 1 byte. Got 2'), /must end with what to do/],
    ['no error at all', 'text', /"text"/],
  ])('does not accept %s', (_, error, message) => {
    expect(() => fuzz(failing(error))).toThrow(message);
  });

  test('does not accept what takes much memory or time, or gives a wrong value', () => {
    const memory = (): number => process.memoryUsage().arrayBuffers;
    expect(() => fuzz(() => new Uint8Array(2 ** 20).length, { memory })).toThrow(/may allocate 65544\. Got \d{7}\./);
    expect(fuzz(() => new Uint8Array(2 ** 14).length, { memory }).accepted).toBe(3);
    const wait = (): number => {
      const end = performance.now() + 20;
      while (performance.now() < end);
      return 0;
    };
    expect(() => fuzz(wait, { seconds: 0.01 })).toThrow(/may take 0\.01 s/);
    expect(() => fuzz(() => 0, { verify: failing(new Error('wrong')) })).toThrow(/Error: wrong/);
  });
});
