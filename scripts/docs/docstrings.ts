import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placed, type Snippet, sourcesOf } from './snippets';

const COMMENT = /\/\*\*[\s\S]*?\*\//g;
const EXAMPLE = /@example\b[ \t]*\n?([\s\S]*?)(?=\n[ \t]*\*[ \t]*@[a-z]|\n?[ \t]*\*\/)/g;
const STAR = /^[ \t]*\*[ \t]?/gm;

/** The examples of a source file's documentation comments. */
export function examplesOf(page: string, text: string): Snippet[] {
  return [...text.matchAll(COMMENT)].flatMap(({ 0: comment, index: start }) =>
    [...comment.matchAll(EXAMPLE)].map(({ 0: whole, 1: code = '', index }) => {
      const before = text.slice(0, start + index + whole.indexOf(code));
      const line = before.split('\n').length - 1;
      return { page, line, code: placed('', line, `${code.replace(STAR, '')}\n`) };
    }),
  );
}

/** The examples of all documentation comments. */
export const docstringSnippets = (root: string): Snippet[] =>
  sourcesOf(root).flatMap((source) => examplesOf(source, readFileSync(join(root, source), 'utf8')));
