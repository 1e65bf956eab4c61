import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A TypeScript example of the documentation. */
export interface Snippet {
  /** Path below the root. */
  readonly page: string;
  /** The line of the page before the example's first. */
  readonly line: number;
  /** Begins with as many empty lines as the page has before it, so that a line of the code is that line of the page. */
  readonly code: string;
  /** Why it is neither compiled nor run: what follows ```` ```ts nocheck ````. */
  readonly reason?: string;
}

const FENCE = /^```ts(?: (\S.*))?\n([\s\S]*?)^```/gm;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Puts code at its line of the page, behind what comes before it. */
export const placed = (before: string, line: number, code: string): string =>
  before + '\n'.repeat(line - (before.split('\n').length - 1)) + code;

/** The examples of a page; one marked `continue` is a part of the one before it. */
export function snippetsOf(page: string, text: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (const { 1: words = '', 2: code = '', index } of text.matchAll(FENCE)) {
    const line = lineOf(text, index);
    const last = snippets.at(-1);
    if (words === 'continue' && last) snippets[snippets.length - 1] = { ...last, code: placed(last.code, line, code) };
    else if (words.startsWith('nocheck ')) snippets.push({ page, line, code: placed('', line, code), reason: words.slice(8) });
    else if (words === '') snippets.push({ page, line, code: placed('', line, code) });
    else throw new Error(`${page}:${line}: expected \`\`\`ts, \`\`\`ts continue or \`\`\`ts nocheck REASON. Got \`\`\`ts ${words}.`);
  }
  return snippets;
}

/** The pages that people read, below the root: READMEs, CONTRIBUTING, docs. */
export function pagesOf(root: string): string[] {
  const pages = filesBelow(root, ['docs', 'packages', 'examples'], ['node_modules', 'dist', 'src', 'api', '.vitepress']);
  return ['README.md', 'CONTRIBUTING.md', ...pages.filter((page) => page.endsWith('.md'))];
}

/** The sources of the packages, below the root, without their tests. */
export function sourcesOf(root: string): string[] {
  const files = filesBelow(root, ['packages'], ['node_modules', 'dist', 'tests']);
  return files.filter((file) => /\/src\/.*\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file));
}

function filesBelow(root: string, folders: readonly string[], without: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return without.includes(entry.name) ? [] : filesBelow(root, [path], without);
      return entry.isFile() ? [path] : [];
    }),
  );
}

/** The examples of all pages. */
export const pageSnippets = (root: string): Snippet[] =>
  pagesOf(root).flatMap((page) => snippetsOf(page, readFileSync(join(root, page), 'utf8')));
