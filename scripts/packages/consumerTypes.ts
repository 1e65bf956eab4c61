import { join } from 'node:path';
import ts from 'typescript';

/** What the declarations of the packages look like to a consumer. */
export interface SeenTypes {
  /** Errors in the consumer's file and in our declarations; those inside other packages are not ours to mend. */
  readonly errors: readonly string[];
  /** For each entry that the file imports, the names that exist at run time too. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const resolutions = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  // What a project without the setting gets, and reads no `exports`: the subpaths need `typesVersions`.
  node10: { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
} as const;

export type Resolution = keyof typeof resolutions;

/** Type-checks one file of a consumer, and the declarations of the packages with it, in the strictest way. */
export function consumerTypes(folder: string, file: string, resolution: Resolution): SeenTypes {
  const options: ts.CompilerOptions = {
    ...resolutions[resolution],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    typeRoots: [join(folder, 'node_modules', '@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const program = ts.createProgram([file], options);
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName === file || fileName.includes('/node_modules/@ganblocks/'));
  const found = [
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]),
  ];
  const errors = found.map(
    (one) => `${one.file?.fileName.slice(folder.length) ?? ''}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`,
  );

  const checker = program.getTypeChecker();
  const imports = (program.getSourceFile(file)?.statements ?? ts.factory.createNodeArray()).filter(ts.isImportDeclaration);
  const values = imports.map(({ moduleSpecifier }): [string, string[]] => {
    const symbol = checker.getSymbolAtLocation(moduleSpecifier);
    const names = symbol ? checker.getExportsOfModule(symbol).filter((one) => isValue(checker, one)) : [];
    return [moduleSpecifier.getText().slice(1, -1), names.map((one) => one.getName()).sort()];
  });
  return { errors, values: new Map(values) };
}

const isValue = (checker: ts.TypeChecker, symbol: ts.Symbol): boolean => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0;
};
