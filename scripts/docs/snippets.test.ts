import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { root } from '../workspace/packages.mjs';
import { docstringSnippets, examplesOf } from './docstrings';
import { implicitImports } from './names';
import { prelude } from './prelude';
import { runSnippet } from './runSnippet';
import { pageSnippets, type Snippet, snippetsOf } from './snippets';
import { surroundingsOf, writeFiles } from './surroundings';
import { faultsOf } from './typeCheck';

const folder = join(root, 'scripts/docs');
const names = Object.keys(prelude());
const imports = implicitImports(root, 'scripts/docs', names);
const pages = pageSnippets(root);
const comments = docstringSnippets(root).map((snippet) => ({ ...snippet, code: imports(snippet.page, snippet.code) + snippet.code }));
const all = [...pages, ...comments];
const run = all.filter(({ reason }) => reason === undefined);

const [before, prepared] = [process.cwd(), mkdtempSync(join(tmpdir(), 'ganblocks-docs-'))];

/** Runs an example in a working directory of its own. */
async function attempt(snippet: Snippet): Promise<void> {
  const working = join(prepared, 'working');
  rmSync(working, { recursive: true, force: true });
  cpSync(join(prepared, 'files'), working, { recursive: true });
  process.chdir(working);
  await useBackend('wasm', { report: () => undefined });
  const { surroundings, settled } = surroundingsOf(folder, snippet.code);
  await runSnippet(snippet, surroundings);
  await settled();
}

test('examples are found, and all but a few run', () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(comments.length).toBeGreaterThan(80);
  expect(all.length - run.length).toBeLessThanOrEqual(4);
});

test('examples compile against the sources', () => {
  expect(faultsOf(root, run, names)).toEqual([]);
});

describe('examples run', () => {
  beforeAll(async () => {
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    jest.replaceProperty(process, 'env', { ...process.env, GANBLOCKS_BACKEND: 'wasm' });
    await useBackend('wasm');
    mkdirSync(join(prepared, 'files'));
    await writeFiles(root, join(prepared, 'files'));
  });

  afterAll(() => {
    process.chdir(before);
    rmSync(prepared, { recursive: true, force: true });
    jest.restoreAllMocks();
  });

  test.each([...new Set(run.map(({ page }) => page))])('%s', async (page) => {
    const failures: string[] = [];
    for (const snippet of run.filter((one) => one.page === page)) {
      await attempt(snippet).catch((error: unknown) => failures.push((error as Error).message));
    }
    expect(failures).toEqual([]);
  });

  test('a failure is told by its page and line', async () => {
    const page = '# Page\n\n```ts\nconst a = 1;\n```\n\nThen\n\n```ts continue\nconst b = a;\nthrow new Error(`no ${b}`);\n```\n';
    const [snippet] = snippetsOf('docs/page.md', page);
    await expect(attempt(snippet!)).rejects.toThrow('docs/page.md:11: no 1');
  });
});

test('a fault is told by its page and line', () => {
  const page = "# Page\n\n```ts\nimport { ops } from '@ganblocks/core';\nops.noSuchOp(1);\n```\n";
  expect(faultsOf(root, snippetsOf('docs/page.md', page), names)).toEqual([
    expect.stringMatching(/^docs\/page\.md:5: Property 'noSuchOp' does not exist/),
  ]);
});

test('the examples of a comment, of one line or more', () => {
  const source =
    '/**\n * One.\n *\n * @example one(1);\n * @see two\n */\n/**\n * @example\n * two(\n *   2,\n * );\n */\n/** @example three(3); */\n';
  expect(examplesOf('a.ts', source).map(({ line, code }) => [line, code.trim()])).toEqual([
    [3, 'one(1);'],
    [8, 'two(\n  2,\n);'],
    [12, 'three(3);'],
  ]);
});

test('an unknown word behind the language is refused', () => {
  expect(() => snippetsOf('a.md', '```ts skip\nx();\n```\n')).toThrow('a.md:1: expected');
  expect(snippetsOf('a.md', '```ts nocheck a signature\nx();\n```\n')).toEqual([expect.objectContaining({ reason: 'a signature' })]);
});
