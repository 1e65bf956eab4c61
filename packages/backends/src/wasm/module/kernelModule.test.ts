import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { startKernels } from '../../../tests/guardedHeap';
import { conv2d } from './convolution';
import { convolutionGeometry } from '../convolutionGeometry';
import { kernelBytes, kernelModule, kernelsRun, loadKernelModule, wasmMemory, type KernelModule } from './kernelModule';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

test('this engine runs the kernels, which import a memory and nothing else', async () => {
  expect(kernelsRun()).toBe(true);
  for (const shared of [false, true]) {
    const imports = WebAssembly.Module.imports(await WebAssembly.compile(kernelBytes(shared)));
    expect(imports).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  }
});

test('is bound at once or by and by, with the same numbers', async () => {
  const later = await loadKernelModule(module.backend);
  const [x, w] = [tf.ones<tf.Rank.R4>([1, 3, 3, 2]), tf.ones<tf.Rank.R4>([2, 2, 2, 5])];
  const geometry = convolutionGeometry(
    x.shape,
    w.shape,
    { dataId: {}, dtype: 'float32', shape: [1, 2, 2, 5] },
    { strides: 1, pad: 'valid' },
  );
  for (const bound of [module, later]) {
    const y = tf.engine().makeTensorFromTensorInfo(conv2d(bound, x, w, geometry));
    expect(new Set(await y.data())).toEqual(new Set([8]));
    y.dispose();
  }
  later.scratch.free();
  tf.dispose([x, w]);
});

test('the build for threads gives the same numbers on a shared memory', async () => {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  const { instance } = await WebAssembly.instantiate(kernelBytes(true), { env: { memory } });
  const tanh = instance.exports['tanh'] as (x: number, y: number, count: number) => void;
  const x = [-3, -0.5, 0, 0.1, 7];
  new Float32Array(memory.buffer, 64, 5).set(x);
  tanh(64, 128, 5);
  new Float32Array(memory.buffer, 128, 5).forEach((value, i) => expect(value).toBeCloseTo(Math.tanh(x[i]!), 6));
});

test('a backend without the memory that it needs is refused', () => {
  const backend = { ...module.backend, wasm: { ...module.backend.wasm, asm: {}, wasmMemory: undefined } };
  expect(wasmMemory(backend)).toBeUndefined();
  expect(() => kernelModule(backend)).toThrow(/expected the memory of tfjs 4.22/);
});
