import { afterEach, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { isShared, wasmMemory, type WasmBackend } from '../module/kernelModule';
import { startShared, THREADS_FLAG, whyNotShared } from './startShared';

tf.env().set('IS_TEST', true);
setThreadsCount(1);

/** Makes tfjs start its backend anew. */
function forget(): void {
  const { registry } = tf.engine();
  Reflect.deleteProperty(registry, 'wasm');
}
const sharesMemory = (): boolean => isShared(wasmMemory(tf.backend() as unknown as WasmBackend)!);
const worksAfterwards = async (): Promise<void> => {
  const product = tf.tidy(() => tf.matMul(tf.ones([20, 30]), tf.ones([30, 20])));
  expect(new Set(await product.data())).toEqual(new Set([30]));
  product.dispose();
};

afterEach(forget);

test('memory that threads share, and nothing else is changed', async () => {
  const worker = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  expect(await startShared({ place: 'node' })).toEqual({ started: true });
  expect(sharesMemory()).toBe(true);
  expect(Object.getOwnPropertyDescriptor(globalThis, 'Worker')).toEqual(worker);
  expect(tf.env().getFlags()).not.toHaveProperty(THREADS_FLAG);
  await worksAfterwards();
});

test('no SharedArrayBuffer: it starts as it always did', async () => {
  const whole = globalThis.SharedArrayBuffer;
  try {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    expect(await startShared({ place: 'node' })).toEqual({ started: true, refusal: 'this engine has no SharedArrayBuffer' });
  } finally {
    globalThis.SharedArrayBuffer = whole;
  }
  expect(sharesMemory()).toBe(false);
  await worksAfterwards();
});

test('a page that is not isolated says how to serve it', async () => {
  expect(whyNotShared('browser')).toMatch(/not cross-origin isolated .*Cross-Origin-Opener-Policy/);
  expect(await startShared({ place: 'browser' })).toEqual({ started: true, refusal: whyNotShared('browser') });
});

test('an engine without threads', () => {
  const { validate } = WebAssembly;
  WebAssembly.validate = () => false;
  expect(whyNotShared('node')).toBe('this engine has no WebAssembly with SIMD and threads');
  WebAssembly.validate = validate;
  expect(whyNotShared('node')).toBeUndefined();
});

test('tfjs that waits for workers for ever, or cannot make them: it starts as it always did', async () => {
  class Silent {
    on(): void {}
    postMessage(): void {}
  }
  expect(await startShared({ place: 'node', patience: 300, stub: Silent })).toEqual({
    started: true,
    refusal: 'tfjs did not start within 0.3 s',
  });
  expect(sharesMemory()).toBe(false);
  await worksAfterwards();
});

test('a worker class that throws', async () => {
  class Refused {
    readonly reason = ((): string => {
      throw new Error('no workers today');
    })();
  }
  const { started, refusal } = await startShared({ place: 'node', patience: 2000, stub: Refused });
  expect(started).toBe(true);
  expect(refusal).toMatch(/did not start|no workers today/);
  expect(sharesMemory()).toBe(false);
  await worksAfterwards();
});

test('a binary for one thread, in spite of all, is started again', async () => {
  const { registryFactory } = tf.engine();
  const { factory } = registryFactory['wasm']!;
  registryFactory['wasm']!.factory = () => {
    tf.env().set(THREADS_FLAG, false);
    return factory();
  };
  expect(await startShared({ place: 'node' })).toEqual({
    started: true,
    refusal: 'tfjs loaded a binary for one thread. wasmPaths must lead to tfjs-backend-wasm-threaded-simd.wasm',
  });
  registryFactory['wasm']!.factory = factory;
  await worksAfterwards();
});
