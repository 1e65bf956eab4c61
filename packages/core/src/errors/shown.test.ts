import { describe, expect, test } from '@jest/globals';
import { printable, shown } from './index';

describe('shown', () => {
  test('is JSON where that is short', () => {
    for (const value of [null, true, -1.5, 'a "b"\n', [], {}, [1, [2, 'x']], { a: 1, b: { c: [null] } }]) {
      expect(shown(value)).toBe(JSON.stringify(value));
    }
    expect([shown(undefined), shown(NaN), shown(10n), shown(shown), shown([undefined])]).toEqual([
      'nothing',
      'NaN',
      '10',
      'function',
      '[undefined]',
    ]);
  });

  test('never has more than the characters asked for', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key ${index}`, index]));
    for (const value of [deep, wide, 'x'.repeat(1e6), [...'x'.repeat(1e5)], { ['k'.repeat(1e6)]: 1 }, '\u0000'.repeat(200)]) {
      expect(shown(value)).toMatch(/^.{78,80}$/);
      expect(shown(value, 20).length).toBeLessThanOrEqual(20);
      expect(shown(value)).toMatch(/\.\.\.$/);
    }
  });

  test('escapes what a terminal would obey, and halves of pairs', () => {
    expect(printable('\u001b[31m \u009b \u202e \ufeff \u2028')).toBe('\\u{1b}[31m \\u{9b} \\u{202e} \\u{feff} \\u{2028}');
    expect(printable('größe 😀')).toBe('größe 😀');
    expect(printable(`${'x'.repeat(56)}😀😀😀`)).toBe(`${'x'.repeat(56)}...`);
    expect(shown('\ud800')).toBe('"\\ud800"');
  });
});
