import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { emojiLicences, emojiList } from '@ganblocks/data/node';
import sharp from 'sharp';
import { COUNTED_PAGE, withCounts } from './counts';
import { images, pairs } from './emojiSheets';
import { scenes } from './scenes';
import { sheetPng } from './sheet';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const page = await readFile(COUNTED_PAGE, 'utf8');
const words = page.replace(/\s+/g, ' ');

describe('the page of the emoji set', () => {
  test('has the counts of the code; else run npm run sheets', () => {
    expect(withCounts(page)).toBe(page);
    const subgroups = new Set(emojiList().map(({ subgroup }) => subgroup));
    subgroups.delete('skin-tone');
    subgroups.delete('hair-style');
    expect(words).toContain(`${subgroups.size} in all`);
    expect(() => withCounts('')).toThrow(/expected a place for the table 'styles'/);
  });

  test('shows every sheet, each of which is small', async () => {
    const sheets = (await readdir(IMAGES)).filter((name) => name.startsWith('emoji-'));
    expect(sheets).toHaveLength(11);
    for (const name of sheets) {
      expect(page).toContain(`](./images/${name})`);
      expect((await stat(`${IMAGES}${name}`)).size).toBeLessThanOrEqual(150_000);
    }
  });

  // Those without words, whose letters depend on the fonts of the machine.
  test.each([
    ['emoji-images', images('fluent')],
    ['emoji-pairs', pairs(['twemoji', 'fluent'])],
    ['emoji-scenes', scenes('twemoji')],
  ])('has %s as it is rendered, but for roundings; else run npm run sheets', async (name, make) => {
    const cacheFolder = await mkdtemp(join(tmpdir(), 'sheets-'));
    const made = await sheetPng(await make({ cacheFolder }));
    await rm(cacheFolder, { recursive: true });
    const [kept, drawn] = await Promise.all([`${IMAGES}${name}.png`, made].map((png) => sharp(png).removeAlpha().raw().toBuffer()));
    expect(drawn).toHaveLength(kept?.length ?? 0);
    const differing = drawn?.filter((value, at) => Math.abs(value - (kept?.[at] ?? 0)) > 24).length ?? Number.NaN;
    expect(differing / (kept?.length ?? 0)).toBeLessThan(0.01);
  });

  test.each(emojiLicences())('credits $of', ({ attribution, licence }) => {
    expect(words).toContain(`${attribution}. Licence: ${licence}.`);
  });
});
