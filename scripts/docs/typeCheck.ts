import { join } from 'node:path';
import ts from 'typescript';
import { programOf } from './program';
import type { Snippet } from './snippets';

/** The prelude's names as globals. */
const globals = (names: readonly string[]): string => `
import type { Prelude } from './prelude';
declare global {
${names.map((name) => `  const ${name}: ReturnType<Prelude['${name}']>;`).join('\n')}
}`;

/** Type-checks examples against the sources, with the prelude's names at hand; one line a fault, by page and line. */
export function faultsOf(root: string, snippets: readonly Snippet[], preludeNames: readonly string[]): string[] {
  const folder = join(root, 'scripts/docs');
  const pages = new Map(snippets.map(({ page }, i) => [join(folder, `snippet${i}.ts`), page]));
  const codes = snippets.map(({ code }, i) => [join(folder, `snippet${i}.ts`), `${code}\nexport {};\n`] as const);
  const made = new Map([[join(folder, 'preludeGlobals.ts'), globals(preludeNames)], ...codes]);
  const program = programOf(root, made);
  return [...made.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    const page = pages.get(name) ?? 'scripts/docs/prelude.ts';
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ file, start = 0, messageText }) => {
        const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
        return `${page}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}
