import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../workspace/packages.mjs';
import { faultsOf, pagesOf, snippetsOf } from './snippets';

test('the examples of all pages compile against the sources', () => {
  const snippets = pagesOf(root).flatMap((page) => snippetsOf(page, readFileSync(join(root, page), 'utf8')));
  expect(snippets.length).toBeGreaterThan(10);
  expect(faultsOf(root, snippets)).toEqual([]);
});

test('a fault is told by its page and line', () => {
  const page = "# Page\n\n```ts\nimport { ops } from '@ganblocks/core';\nops.noSuchOp(1);\n```\n";
  expect(faultsOf(root, snippetsOf('docs/page.md', page))).toEqual([
    expect.stringMatching(/^docs\/page\.md:5: Property 'noSuchOp' does not exist/),
  ]);
});
