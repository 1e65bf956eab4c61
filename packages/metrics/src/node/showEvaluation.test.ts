import { expect, test } from '@jest/globals';
import { showEvaluation } from './showEvaluation';

const shown = (isTTY: boolean): string[] => {
  const lines: string[] = [];
  const show = showEvaluation({ stream: { write: (text) => lines.push(text), isTTY } });
  for (let images = 50; images <= 1000; images += 50)
    show({ stage: 'images of gan', images, of: 1000, imagesPerSecond: 12.5, secondsLeft: (1000 - images) / 12.5 });
  show({ stage: 'fid', images: 1000, of: 1000, imagesPerSecond: 0, secondsLeft: 0 });
  return lines;
};

test('a plain line every tenth, where no terminal is', () => {
  const lines = shown(false);
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('images of gan  50/1,000  13 images/s  1 min 16 s left\n');
  expect(lines.at(-2)).toBe('images of gan  1,000/1,000  13 images/s  0 s left\n');
  expect(lines.at(-1)).toBe('fid\n');
});

test('one line drawn over and over on a terminal, and its end', () => {
  const lines = shown(true);
  expect(lines[0]).toBe('\rimages of gan  50/1,000  13 images/s  1 min 16 s left\x1b[K');
  expect(lines.at(-2)).toBe('\rimages of gan  1,000/1,000  13 images/s  0 s left\x1b[K\n');
});
