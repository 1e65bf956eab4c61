import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../workspace/packages.mjs';
import { pagesOf } from './snippets';

const LINK = /\]\(([^)\s#]+)(?:#[^)]*)?\)/g;
const code = /^```[\s\S]*?^```/gm;

/** Links of a page to files, as they stand there. */
const linksOf = (page: string): string[] => {
  const text = readFileSync(join(root, page), 'utf8').replace(code, '');
  return [...text.matchAll(LINK)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
};

/** Where the site is built, the reference is there too; here it need not be. */
const made = (path: string): boolean => path.startsWith('docs/api');

test('links of pages lead to files that are there', () => {
  const links = pagesOf(root).flatMap((page) => linksOf(page).map((link) => ({ page, link, path: normalize(join(dirname(page), link)) })));
  const broken = links.filter(({ path }) => !made(path) && !existsSync(join(root, path)));
  expect(links.length).toBeGreaterThan(300);
  expect(broken.map(({ page, link }) => `${page}: ${link}`)).toEqual([]);
});
