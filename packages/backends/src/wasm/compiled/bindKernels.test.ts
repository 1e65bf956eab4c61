import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { installGradients } from '@ganblocks/core';
import { bothBackends, expectSame, numbers } from '../../../tests/bothBackends';
import type { WasmBackend } from '../module/kernelModule';
import { bindKernels, kernelsOf } from './bindKernels';

const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeAll(async () => {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
afterAll(() => warn.mockRestore());

interface Open {
  wasm: WasmBackend['wasm'];
}

/** The backend whose memory tfjs keeps elsewhere. */
const withoutMemory = (backend: Open): WasmBackend['wasm'] => {
  const { _malloc, _free, tfjs } = backend.wasm;
  return { _malloc, _free, tfjs, asm: {} };
};

test('where the memory is not found: one line, and training goes on with compositions', async () => {
  const backend = tf.backend() as unknown as Open;
  const { wasm } = backend;
  backend.wasm = withoutMemory(backend);
  await bindKernels();
  await bindKernels();
  backend.wasm = wasm;
  expect(kernelsOf(backend)).toBeUndefined();
  await bothBackends();
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/^ganblocks: backend wasm runs without the compiled kernels and trains more slowly: .*memory of tfjs 4.22/)],
  ]);
  await expectSame([numbers([2, 6, 6, 3], 1), numbers([3, 3, 3, 8], 2)], (x, w) =>
    tf.tidy(() => tf.grad((filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same'))(w)),
  );
});

test('kernels that were never bound are not there', () => {
  expect(kernelsOf({})).toBeUndefined();
});
