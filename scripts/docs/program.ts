import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Compiler options of this repository; examples may leave what they show unused. */
function compilerOptions(root: string): ts.CompilerOptions {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  return { ...options, noUnusedLocals: false };
}

/** Sources of the disk, which several programs share. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A program of files that are not on the disk, by their paths, and of `others` that are. */
export function programOf(root: string, made: ReadonlyMap<string, string>, others: readonly string[] = []): ts.Program {
  const options = compilerOptions(root);
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => made.has(name) || disk.fileExists(name),
    readFile: (name) => made.get(name) ?? disk.readFile(name),
    getSourceFile: (name, version) => {
      const text = made.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, version, true);
      if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, version));
      return parsed.get(name);
    },
  };
  return ts.createProgram([...made.keys(), ...others], options, host);
}
