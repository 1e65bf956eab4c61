import { join, relative } from 'node:path';
import ts from 'typescript';
import { workspacePackages } from '../workspace/packages.mjs';
import { programOf } from './program';
import { sourcesOf } from './snippets';

/** What a statement declares: variables, a function, a class, imports. */
function declaredBy(node: ts.Node): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  if (ts.isImportDeclaration(node)) {
    const { name, namedBindings: bindings } = node.importClause ?? {};
    const several = bindings && (ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements);
    return [name?.text ?? [], ...(several ?? []).map((one) => one.name.text)].flat();
  }
  const { name } = node as Partial<ts.DeclarationStatement>;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

const boundBy = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundBy(element.name)));

/** The names that a piece of code may take from outside: all that it uses and does not declare at its top. */
export function freeNames(code: string): Set<string> {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    const isMember = (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
    if (ts.isIdentifier(node) && !isMember) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022, true);
  ts.forEachChild(source, visit);
  const declared = new Set(source.statements.flatMap(declaredBy));
  return new Set([...used].filter((name) => !declared.has(name)));
}

/** TensorFlow.js exports hundreds of common words; only its types are at hand by themselves. */
const isOurs = (specifier: string): boolean => !specifier.startsWith('@tensorflow/');

/** The statements that import what the example of a documentation comment takes for granted. */
export type ImplicitImports = (source: string, code: string) => string;

const namespaces = new Map([
  ['tf', '@tensorflow/tfjs-core'],
  ['tfl', '@tensorflow/tfjs-layers'],
]);

/**
 * An example in a comment of `packages/core/src/optim/adam.ts` has at hand, in this order: what that file exports, what is `ready` for all examples,
 * what the package's own entries export, what the other packages' do; `tf` and `tfl`, and their types.
 */
export function implicitImports(root: string, from: string, ready: readonly string[]): ImplicitImports {
  const entries = [...workspacePackages().flatMap(({ entries: names }) => names), ...namespaces.values()];
  const list = `${entries.map((entry) => `import '${entry}';`).join('\n')}\n`;
  const listFile = join(root, from, 'entries.ts');
  const sources = sourcesOf(root).map((source) => join(root, source));
  const program = programOf(root, new Map([[listFile, list]]), sources);
  const checker = program.getTypeChecker();
  const exportsOf = (node: ts.Node | undefined): ReadonlyMap<string, boolean> => {
    const symbol = node && checker.getSymbolAtLocation(node);
    const exported = symbol ? checker.getExportsOfModule(symbol) : [];
    return new Map(exported.map((item) => [item.name, isValue(item, checker)]));
  };
  const imported = (program.getSourceFile(listFile)?.statements ?? []) as readonly ts.ImportDeclaration[];
  const byEntry = new Map(imported.map(({ moduleSpecifier: specifier }) => [(specifier as ts.StringLiteral).text, exportsOf(specifier)]));

  return (source, code) => {
    const own = `@ganblocks/${source.split('/')[1] ?? ''}`;
    const ownFirst = [...byEntry].sort(([a], [b]) => Number(b.startsWith(own)) - Number(a.startsWith(own)));
    const file = relative(join(root, from), join(root, source.replace(/\.ts$/, '')));
    const byFile = exportsOf(program.getSourceFile(join(root, source)));
    const modules = [[file, byFile] as const, ...ownFirst];
    const statements = [...freeNames(code)].map((name) => {
      if (ready.includes(name) && !byFile.has(name)) return '';
      if (namespaces.has(name)) return `import * as ${name} from '${namespaces.get(name)}';`;
      const [specifier, names] = modules.find(([from, exported]) => exported.has(name) && (isOurs(from) || /^[A-Z]/.test(name))) ?? [];
      return specifier === undefined ? '' : `import ${names?.get(name) ? '' : 'type '}{ ${name} } from '${specifier}';`;
    });
    return statements.join('');
  };
}

function isValue(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0;
}
