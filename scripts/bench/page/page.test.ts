import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { drawingFile, pageFile } from './page';
import { readResults } from './results';
import { sectionNames } from './sections';
import { drawingsOf, writtenPage } from './writtenPage';

describe('docs/speed.md', () => {
  test('has what was measured, and nothing else', async () => {
    const [text, results] = [await readFile(pageFile, 'utf8'), await readResults()];
    expect(Object.keys(results).sort()).toEqual([...sectionNames].sort());
    expect(writtenPage(text, results)).toBe(text);
  });

  test('has the curves that were measured', async () => {
    const drawings = drawingsOf(await readResults());
    expect(Object.keys(drawings)).toHaveLength(3);
    for (const [name, drawing] of Object.entries(drawings)) {
      expect(drawing).toBe(await readFile(drawingFile(name), 'utf8'));
      expect(await readFile(pageFile, 'utf8')).toContain(`(./images/${name})`);
    }
  });
});

describe('a page', () => {
  const marks = sectionNames.map((name) => `<!-- measured: ${name} -->\nold\n<!-- end -->`);

  test('says of a section that was never measured how it is', () => {
    const written = writtenPage(`# Title\n\n${marks.join('\n')}`, {});
    expect(written).toContain('Not measured yet: `npm run bench -- --page --only compare`.');
    expect(written).not.toContain('old');
    expect(writtenPage(written, {})).toBe(written);
  });

  test('that lacks a place, or has one for nothing, is refused', () => {
    expect(() => writtenPage(marks.slice(1).join('\n'), {})).toThrow(/expected one place each for browser, compare/);
    expect(() => writtenPage([...marks, '<!-- measured: more -->\n<!-- end -->'].join('\n'), {})).toThrow(/Got .*more/);
  });
});
