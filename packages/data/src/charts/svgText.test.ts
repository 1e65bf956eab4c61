import { expect, test } from '@jest/globals';
import { escapeXml, fitText, textWidth } from './svgText';

test('replaces what XML cannot hold', () => {
  expect(escapeXml('a\u0000b\ud800c\udc00d\ufffee')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
  expect(escapeXml('😀 & 数')).toBe('😀 &amp; 数');
});

test('cuts what does not fit, by whole characters', () => {
  expect(fitText('short', 12, 100)).toBe('short');
  const cut = fitText('😀'.repeat(50), 12, 100);
  expect(cut).toMatch(/^(😀)+…$/u);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
});
