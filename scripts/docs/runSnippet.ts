import ts from 'typescript';
import { checkClaim, claimOf } from './claims';
import type { Snippet } from './snippets';

/** What an example runs with. */
export interface Surroundings {
  /** Imports a module by what stands in the import statement. */
  readonly load: (specifier: string) => Promise<unknown>;
  /** Names that the example does not declare, and their values. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Compiled = (...values: unknown[]) => Promise<void>;
const { constructor: AsyncFunction } = Object.getPrototypeOf(async () => undefined) as {
  readonly constructor: new (...text: string[]) => Compiled;
};

/** Runs an example; what it says of values must hold. An error's message begins with the page and the line of the statement. */
export async function runSnippet({ page, line, code }: Snippet, { load, values }: Surroundings): Promise<void> {
  const modules = new Map<string, unknown>();
  let at = line + 1;
  const own = {
    require: (specifier: string) => modules.get(specifier),
    exports: {},
    claimed: checkClaim,
    reached: (next: number) => {
      at = next;
    },
  };
  const given = { ...values, ...own };
  try {
    for (const { fileName } of ts.preProcessFile(code).importedFiles) modules.set(fileName, await load(fileName));
    // The block lets an example declare a name that is among the given ones.
    const run = new AsyncFunction(...Object.keys(given), `{${toJavaScript(code)}}`);
    await run(...Object.values(given));
  } catch (error) {
    throw new Error(`${page}:${at}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** CommonJS, with a call of `reached` before each statement, and of `claimed` around what a comment says the value of. */
function toJavaScript(code: string): string {
  const { statements } = ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true);
  let marked = code;
  for (const statement of [...statements].reverse()) {
    if (ts.isImportDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) continue;
    const [start, end, claim] = [statement.getStart(), statement.getEnd(), claimOf(statement, code)];
    const reached = `reached(${code.slice(0, start).split('\n').length});`;
    const text = code.slice(start, end);
    const kept = claim === undefined ? text : `await claimed(${text.replace(/;$/, '')}, ${JSON.stringify(claim)});`;
    marked = marked.slice(0, start) + reached + kept + marked.slice(end);
  }
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(marked, { compilerOptions }).outputText;
}
