/** Draws the contact sheets of the emoji set into docs/images, and puts its counts into docs/emoji.md. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GanError } from '@ganblocks/core';
import { captions } from './captions';
import { COUNTED_PAGE, countTables, withCounts } from './counts';
import { attributes, domains, expressions, heldOut, images, pairs } from './emojiSheets';
import type { SheetMaker } from './emojiSheets';
import { scenes } from './scenes';
import { sheetPng } from './sheet';
import { subgroups } from './subgroups';

const HELP = `npm run sheets -- [--counts] [--only NAME,NAME] [--all --out DIR]

Draws the contact sheets of the emoji set into docs/images and brings the tables of docs/emoji.md up to date. Shipped pictures
show Twemoji and Fluent only.
  --counts   prints the tables of counts, and nothing else
  --only     these sheets alone, and no tables
  --all      the sheets of OpenMoji, in colour and as outlines, too, into the folder DIR outside of this repository
  --out      that folder`;

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const SHIPPED: Readonly<Record<string, SheetMaker>> = {
  'emoji-images': images('fluent'),
  'emoji-domains': domains(['twemoji', 'fluent']),
  'emoji-subgroups': subgroups('twemoji'),
  'emoji-attributes': attributes(['twemoji', 'fluent']),
  'emoji-expressions': expressions(['twemoji', 'fluent']),
  'emoji-pairs': pairs(['twemoji', 'fluent']),
  'emoji-scenes': scenes('twemoji'),
  'emoji-captions': captions(['twemoji', 'fluent']),
  'emoji-held-out': heldOut('fluent'),
};

const OTHERS: Readonly<Record<string, SheetMaker>> = {
  'openmoji-images': images('openmoji'),
  'openmoji-domains': domains(['openmoji', 'openmojiBlack']),
  'openmoji-subgroups': subgroups('openmoji'),
  'openmoji-attributes': attributes(['openmoji', 'openmojiBlack']),
  'openmoji-expressions': expressions(['openmoji', 'openmojiBlack']),
  'openmoji-pairs': pairs(['openmojiBlack', 'openmoji']),
  'openmoji-scenes': scenes('openmoji'),
  'openmoji-held-out': heldOut('openmoji'),
};

async function draw(sheets: Readonly<Record<string, SheetMaker>>, folder: string, only: readonly string[] | undefined): Promise<void> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'sheets-'));
  await mkdir(folder, { recursive: true });
  for (const [name, make] of Object.entries(sheets)) {
    if (only !== undefined && !only.includes(name)) continue;
    const png = await sheetPng(await make({ cacheFolder }));
    await writeFile(join(folder, `${name}.png`), png);
    console.log(`${name}.png: ${Math.ceil(png.length / 1000)} kB`);
  }
  await rm(cacheFolder, { recursive: true });
}

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { counts: flag, only: text, all: flag, out: text, help: flag } });
const only = values.only?.split(',');

if (values.help) console.log(HELP);
else if (values.counts) console.log(Object.values(countTables()).join('\n\n'));
else {
  if (values.all && values.out === undefined)
    throw new GanError('sheets: expected --out DIR beside --all. Got none. Pass a folder outside of this repository.');
  await draw(SHIPPED, IMAGES, only);
  if (values.all && values.out !== undefined) await draw(OTHERS, values.out, only);
  if (only === undefined) await writeFile(COUNTED_PAGE, withCounts(await readFile(COUNTED_PAGE, 'utf8')));
}
