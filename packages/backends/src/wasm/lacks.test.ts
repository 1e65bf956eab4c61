import { afterEach, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { lossesOfPlainModel } from '../../tests/lossesOfPlainModel';
import { kernelsOf } from './compiled/bindKernels';
import { ready } from './index';

tf.env().set('IS_TEST', true);
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(WebAssembly, { Memory, instantiate });
});

const { Memory, instantiate } = WebAssembly;

/** What may be missing or otherwise in an engine or in another version of tfjs, and what the one line says of it. */
const lacks: Readonly<Record<string, readonly [lack: () => void, says: RegExp]>> = {
  'SIMD is missing': [() => void jest.spyOn(WebAssembly, 'validate').mockReturnValue(false), /no WebAssembly with SIMD$/],
  'tfjs keeps its memory elsewhere': [() => void Object.assign(WebAssembly, { Memory: jest.fn() }), /expected the memory of tfjs 4.22/],
  'the kernels compute something else': [
    () =>
      void Object.assign(WebAssembly, {
        instantiate: async (source: BufferSource, imports: WebAssembly.Imports) => {
          const made = await instantiate(source, imports);
          const isOurs = imports['env']?.['memory'] !== undefined;
          return isOurs ? { module: made.module, instance: { exports: { ...made.instance.exports, igemm: () => undefined } } } : made;
        },
      }),
    /a product of matrices came out as /,
  ],
};

test.each(Object.entries(lacks))('%s: one line, and a plain program trains', async (_name, [lack, says]) => {
  await ready;
  const warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  lack();
  const { factory, priority } = tf.engine().registryFactory['wasm']!;
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory, priority);
  await tf.setBackend('wasm');
  expect(kernelsOf(tf.backend())).toBeUndefined();
  const losses = await lossesOfPlainModel();
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  expect(warnings.mock.calls).toEqual([[expect.stringMatching(/^ganblocks: backend wasm runs without the compiled kernels/)]]);
  expect(warnings.mock.calls[0]![0]).toMatch(says);
});
