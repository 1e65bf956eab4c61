import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Consumer } from './consumer';
import { run } from './consumer';
import { consumerTypes } from './consumerTypes';

/** A program that imports or requires every entry, and prints the names that each exports. */
const program = (load: string, entries: readonly string[]): string =>
  `const names = {};
for (const entry of ${JSON.stringify(entries)}) names[entry] = Object.keys(${load}).filter((name) => name !== 'default' && name !== 'module.exports').sort();
console.log(JSON.stringify(names));`;

/** Every entry, loaded by Node and read by the compiler. */
export function testEntries(consumer: Consumer, entries: readonly string[]): void {
  /** Runs a program in the consumer's folder; it must print one line of JSON, and nothing on standard error. */
  const printed = (file: string, text: string): unknown => {
    const { status, out, err } = run(process.execPath, [consumer.write(file, text)], consumer.folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    return JSON.parse(out);
  };

  /** What every entry exports, to an ES module. */
  let exported: unknown;
  const asModule = (): unknown => (exported ??= printed('all.mjs', program('await import(entry)', entries)));

  describe('every entry', () => {
    test('is the same as an ES module and as CommonJS', () => {
      expect(printed('all.cjs', program('require(entry)', entries))).toEqual(asModule());
    });

    test.each(entries)('%s exports something', (entry) => expect(asModule()).toHaveProperty([entry, '0']));

    test('of both builds in one process, with warnings on', () => {
      const both = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
${program('{ ...(await import(entry)), ...require(entry) }', entries)}`;
      expect(printed('both.mjs', both)).toEqual(asModule());
    });

    test.each([
      ['ship.mjs', 'await import'],
      ['ship.cjs', 'require'],
    ])('finds the files that lie beside it, by import.meta.url: %s', (file, load) => {
      const text = `(async () => {
  const { mnist } = ${load}('@ganblocks/data/node');
  const { bundledDigitClassifier } = ${load}('@ganblocks/metrics/node');
  const tf = ${load}('@tensorflow/tfjs-core');
  ${load}('@tensorflow/tfjs-backend-cpu');
  tf.env().set('IS_TEST', true);
  await tf.ready();
  const classifier = await bundledDigitClassifier();
  console.log(JSON.stringify([typeof mnist({ split: 'test' }), typeof classifier]));
})();`;
      expect(printed(file, text)).toEqual(['object', 'object']);
    });

    test.each([
      ['index.ts', 'bundler'],
      ['index.mts', 'node16'],
      ['index.cts', 'node16'],
      ['legacy.ts', 'node10'],
    ] as const)('has types that agree with it: %s, moduleResolution %s', (file, resolution) => {
      const text = entries.map((entry, i) => `import * as e${i} from '${entry}';`).join('\n');
      const path = consumer.write(file, `${text}\nexport const all = [${entries.map((_entry, i) => `e${i}`).join(', ')}];\n`);
      const { errors, values } = consumerTypes(consumer.folder, path, resolution);
      expect(errors).toEqual([]);
      expect(Object.fromEntries(values)).toEqual(asModule());
    });
  });

  test('the program runs as it is installed', () => {
    const bin = join(consumer.folder, 'node_modules', 'ganblocks', 'dist', 'bin.js');
    const { status, out, err } = run(process.execPath, [bin, 'list', 'systems'], consumer.folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('dcgan');
  });

  test('the ES module and the CommonJS build work on each other’s tensors, layers and networks', () => {
    const text = readFileSync(fileURLToPath(new URL('programs/bothBuilds.mjs', import.meta.url)), 'utf8');
    const close = expect.closeTo(-2 * Math.tanh(0.7) * (1 - Math.tanh(0.7) ** 2), 5) as unknown;
    expect(printed('bothBuilds.mjs', text)).toEqual({
      buildsDiffer: true,
      sameLayers: true,
      installedOnce: true,
      takenBack: true,
      tanhTwice: [close, close],
      lossesFall: true,
      reloadedDifference: expect.closeTo(0, 6),
      errorName: 'GanError',
    });
  });
}
