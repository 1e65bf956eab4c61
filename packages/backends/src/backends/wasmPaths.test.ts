import { describe, expect, test } from '@jest/globals';
import { GanError } from '@ganblocks/core';
import { tfjsWasmPaths, wasmFiles } from './wasmPaths';

describe('a folder', () => {
  test.each([
    ['/assets/', '/assets/'],
    ['/assets', '/assets/'],
    ['https://example.org/wasm', 'https://example.org/wasm/'],
    [new URL('https://example.org/wasm/'), 'https://example.org/wasm/'],
  ])('%s', (given, expected) => expect(tfjsWasmPaths(given)).toBe(expected));
});

describe('one file', () => {
  test.each(['/assets/simd-18e7f3.wasm', 'simd.wasm?v=1', 'data:application/wasm;base64,AGFzbQ==', new URL('https://example.org/a.wasm')])(
    '%s',
    (url) => expect(tfjsWasmPaths(url)).toEqual(Object.fromEntries(wasmFiles.map((file) => [file, String(url)]))),
  );
});

describe('a map', () => {
  const urls = Object.fromEntries(wasmFiles.map((file, index) => [file, `/${index}.wasm`]));

  test('of file names', () => expect(tfjsWasmPaths(urls)).toEqual(urls));

  test('of files in folders, and of URL objects', () => {
    const given = wasmFiles.map((file, index) => [`/node_modules/x/dist/${file}`, new URL(`https://example.org/${index}.wasm`)] as const);
    expect(tfjsWasmPaths(Object.fromEntries(given))).toEqual(
      Object.fromEntries(wasmFiles.map((file, index) => [file, `https://example.org/${index}.wasm`])),
    );
  });

  test('without one of them', () => {
    const [first, second] = wasmFiles;
    expect(() => tfjsWasmPaths({ [first]: 'a', [second]: 'b' })).toThrow(
      `Got ${first}, ${second}. Add tfjs-backend-wasm-threaded-simd.wasm.`,
    );
    expect(() => tfjsWasmPaths({})).toThrow('Got an empty map.');
    expect(() => tfjsWasmPaths({})).toThrow(GanError);
  });
});
