import { describe, expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { houseRules } from './houseRules.mjs';

const parse = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@typescript-eslint': tseslint.plugin } };
const linter = new Linter({ configType: 'flat', cwd: '/repository' });

/** Which rules a piece of code breaks, were it in that file. */
const broken = (code: string, filename: string): string[] =>
  linter
    .verify(code, [parse, ...houseRules] as Linter.Config[], { filename: `/repository/${filename}` })
    .map(({ ruleId, message }) => ruleId ?? message);

const imports = '@typescript-eslint/no-restricted-imports';
const syntax = 'no-restricted-syntax';

describe('the import table', () => {
  test.each([
    ['packages/core/src/ops/a.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['packages/core/src/random/a.ts', "import { uniformInt } from 'pure-rand/distribution/uniformInt';"],
    ['packages/core/src/ops/a.ts', "import { check } from '../errors/index';"],
    ['packages/layers/src/a.ts', "import { layers } from '@tensorflow/tfjs-layers';"],
    ['packages/models/src/dcgan/a.ts', "import { hinge } from '@ganblocks/losses';"],
    ['packages/models/src/testing/a.ts', "import { leaks } from '@ganblocks/core/testing';"],
    ['packages/training/src/a.ts', "import type { Dataset } from '@ganblocks/data';"],
    ['packages/training/src/node/a.ts', "import { writeFile } from 'node:fs/promises';"],
    ['packages/training/src/node/a.ts', "import { imageFolder } from '@ganblocks/data/node';"],
    ['packages/backends/src/a.ts', "export const load = () => import('@tensorflow/tfjs-backend-wasm');"],
    ['packages/backends/src/a.ts', "import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';"],
    ['packages/losses/src/hinge.test.ts', "import '@tensorflow/tfjs-backend-wasm';"],
    ['packages/losses/src/hinge.test.ts', "import { readFileSync } from 'node:fs';"],
    ['packages/losses/tests/hinge.test.ts', "import { hinge } from '../src/hinge';"],
    ['examples/dcgan/main.ts', "import { useBackend } from '@ganblocks/backends'; import { join } from 'node:path';"],
    ['scripts/bench/main.ts', "import '@tensorflow/tfjs-backend-wasm';"],
  ])('%s may write %s', (filename, code) => expect(broken(code, filename)).toEqual([]));

  test.each([
    ['packages/core/src/ops/a.ts', "import { hinge } from '@ganblocks/losses';", imports],
    ['packages/core/src/ops/a.ts', "import { layers } from '@tensorflow/tfjs-layers';", imports],
    ['packages/core/src/ops/a.ts', "import * as tf from '@tensorflow/tfjs';", imports],
    ['packages/core/src/ops/a.ts', "import { engine } from '@tensorflow/tfjs-core/dist/engine';", imports],
    ['packages/losses/src/a.ts', "import type { Layer } from '@ganblocks/layers';", imports],
    ['packages/losses/src/a.ts', "export { conv } from '@ganblocks/layers';", imports],
    ['packages/losses/src/a.ts', "export const load = () => import('@ganblocks/layers');", syntax],
    ['packages/losses/src/a.ts', "export type Layer = import('@ganblocks/layers').Layer;", syntax],
    ['packages/metrics/src/a.ts', "import { train } from '@ganblocks/training';", imports],
    ['packages/data/src/a.ts', "import { readFile } from 'node:fs/promises';", imports],
    ['packages/data/src/a.ts', "import { readFile } from 'fs';", imports],
    ['packages/data/src/a.ts', "import { unzip } from './node/unzip';", imports],
    ['packages/core/src/a.ts', "import { leaks } from './testing/leaks';", imports],
    ['packages/layers/src/a.ts', "import { leaks } from '@ganblocks/core/testing';", imports],
    ['packages/training/src/a.ts', "import { imageFolder } from '@ganblocks/data/node';", imports],
    ['packages/layers/src/a.ts', "import { check } from '../../core/src/errors/index';", imports],
    ['packages/layers/src/a.ts', "import { check } from '@ganblocks/core/src/errors/index';", imports],
    ['packages/layers/src/a.test.ts', "import { check } from '@ganblocks/core/src/errors/index';", imports],
    ['packages/layers/src/a.test.ts', "import { check } from '../../core/src/errors/index';", imports],
    ['packages/training/src/a.ts', "import '@tensorflow/tfjs-backend-wasm';", imports],
    ['packages/training/src/a.ts', "export const load = () => import('@tensorflow/tfjs-backend-wasm');", syntax],
    ['packages/backends/src/a.ts', "import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';", imports],
    ['examples/dcgan/main.ts', "import '@tensorflow/tfjs-backend-wasm';", imports],
    ['examples/dcgan/main.ts', "import { check } from '../../packages/core/src/index';", imports],
  ])('%s may not write %s', (filename, code, rule) => expect([...new Set(broken(code, filename))]).toEqual([rule]));

  test('says what is allowed', () => {
    const [report] = linter.verify("import 'node:fs';", [parse, ...houseRules] as Linter.Config[], {
      filename: '/repository/packages/data/src/a.ts',
    });
    expect(report?.message).toContain('@ganblocks/data may import only @ganblocks/core, @tensorflow/tfjs-core, gifenc');
    expect(report?.message).toContain('src/node/');
  });
});

describe('what breaks a repeatable, portable run', () => {
  const source = 'packages/losses/src/hinge.ts';
  const spec = 'packages/losses/src/hinge.test.ts';

  test.each([
    [source, 'Math.random();', 'no-restricted-properties'],
    [spec, 'Math.random();', 'no-restricted-properties'],
    [source, 'tf.randomNormal([2], 0, 1, "float32", 7);', syntax],
    [source, 'tf.dropout(x, 0.5);', syntax],
    [source, "import { randomUniform } from '@tensorflow/tfjs-core';", syntax],
    [spec, 'tf.randomNormal([2]);', syntax],
    [spec, 'tf.multinomial(x, 1);', syntax],
    [spec, 'tf.rand([2], draw);', syntax],
    [source, 'x.dataSync();', syntax],
    [source, 'x?.arraySync();', syntax],
    [source, "x['dataSync']();", syntax],
    [source, 'const read = x.bytesSync;', syntax],
    [source, 'const { dataSync } = x;', syntax],
    [source, 'tf.print(x);', syntax],
    ['packages/backends/src/wasm/reshape.ts', 'backend.readSync(x.dataId);', syntax],
    ['packages/data/src/node/files.ts', 'x.bufferSync();', syntax],
    ['packages/core/src/testing/leaks.ts', 'x.dataSync();', syntax],
    ['examples/dcgan/main.ts', 'x.arraySync();', syntax],
    ['scripts/bench/main.ts', 'x.dataSync();', syntax],
    [source, "console.log('here');", 'no-console'],
    [source, '// TODO later', 'no-warning-comments'],
    [source, 'if (a == 1) b();', 'eqeqeq'],
  ])('%s may not write %s', (filename, code, rule) => expect(broken(code, filename)).toEqual([rule]));

  test.each([
    [source, 'stream.randomNormal([2]);'],
    [source, 'x.data();'],
    ['packages/data/src/node/files.ts', "import * as fs from 'node:fs'; fs.readSync(file, bytes);"],
    ['packages/losses/tests/hinge.ts', 'x.dataSync();'],
    ['packages/training/src/replicas/sumTensors.ts', 'x.dataSync();'],
    [spec, 'tf.randomNormal([2], 0, 1, "float32", 7);'],
    [spec, 'x.dataSync();'],
    ['examples/dcgan/main.ts', "console.log('here');"],
  ])('%s may write %s', (filename, code) => expect(broken(code, filename)).toEqual([]));
});
