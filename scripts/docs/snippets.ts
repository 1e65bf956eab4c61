import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A TypeScript example of a page of the documentation. */
export interface Snippet {
  /** Path below the root. */
  readonly page: string;
  /** The line of the page before the example's first. */
  readonly line: number;
  readonly code: string;
}

const FENCE = /```ts\n([\s\S]*?)```/g;

/** The examples of a page. */
export const snippetsOf = (page: string, text: string): Snippet[] =>
  [...text.matchAll(FENCE)].map(({ 1: code = '', index }) => ({ page, line: text.slice(0, index).split('\n').length, code }));

/** The pages that people read: READMEs, CONTRIBUTING, docs. */
export function pagesOf(root: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ['node_modules', 'dist', 'src'].includes(entry.name) ? [] : below(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  return ['README.md', 'CONTRIBUTING.md', ...below('docs'), ...below('packages'), ...below('examples')];
}

/** Type-checks examples against the sources, with the prelude's names at hand; one line a fault, by page and line. */
export function faultsOf(root: string, snippets: readonly Snippet[]): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const files = new Map(snippets.map((snippet, i) => [join(root, 'scripts/docs', `snippet${i}.ts`), snippet]));
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name)?.code ?? disk.readFile(name),
    getSourceFile: (name, version, onError) => {
      const snippet = files.get(name);
      return snippet ? ts.createSourceFile(name, `${snippet.code}\nexport {};\n`, version) : disk.getSourceFile(name, version, onError);
    },
  };
  const roots = [...files.keys(), join(root, 'scripts/docs/prelude.d.ts')];
  const program = ts.createProgram(roots, { ...options, noUnusedLocals: false }, host);
  return [...files].flatMap(([name, { page, line }]) =>
    [...program.getSyntacticDiagnostics(program.getSourceFile(name)), ...program.getSemanticDiagnostics(program.getSourceFile(name))].map(
      ({ file, start = 0, messageText }) => {
        const at = file?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${relative('.', page)}:${line + at + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    ),
  );
}
