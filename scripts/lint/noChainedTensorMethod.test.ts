import { expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { noChainedTensorMethod } from './noChainedTensorMethod.mjs';

const declarations = `
declare class Tensor<R = unknown> { shape: R[]; clone(): Tensor; data(): Promise<Float32Array>; dispose(): void; add(other: Tensor): Tensor; reshape(shape: number[]): Tensor }
declare class Variable extends Tensor { assign(value: Tensor): void }
declare class Matrix { add(other: Matrix): Matrix }
type Scalar = Tensor<0>;
declare const t: Tensor, s: Scalar, v: Variable, m: Matrix, either: Tensor | Matrix, list: Tensor[], pair: { first?: Tensor };
`;

/** Lints one statement after the declarations above, with the types of a program that holds nothing else. */
function reports(statement: string): string[] {
  const filename = '/repository/a.ts';
  const code = `${declarations}${statement}`;
  const file = ts.createSourceFile(filename, code, ts.ScriptTarget.ES2022, true);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === filename ? file : undefined),
    fileExists: (name) => name === filename,
    readFile: () => undefined,
    writeFile: () => undefined,
  };
  const program = ts.createProgram([filename], { noLib: true }, host);
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
    plugins: { own: { rules: { chained: noChainedTensorMethod } } },
    rules: { 'own/chained': 'error' },
  };
  return new Linter({ configType: 'flat', cwd: '/repository' })
    .verify(code, [config] as Linter.Config[], { filename })
    .map(({ message }) => message);
}

test.each([
  't.add(t)',
  's.add(t)',
  'v.add(t)',
  'either.add(t as never)',
  'pair.first!.reshape([1])',
  'pair.first?.reshape([1])',
  't.clone().add(t)',
  '(<T extends Tensor>(x: T) => x.reshape([1]))(t)',
])('reports %s', (statement) => {
  expect(reports(statement)).toEqual([expect.stringMatching(/a tensor has no method (add|reshape).*Write tf\.(add|reshape)\(x/)]);
});

test.each(['t.clone()', 'void t.data()', 't.dispose()', 'v.assign(t)', 'm.add(m)', 't.shape.slice()', 'list.map((x) => x)'])(
  'leaves %s alone',
  (statement) => expect(reports(statement)).toEqual([]),
);
