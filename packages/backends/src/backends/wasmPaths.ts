import { check } from '@ganblocks/core';
import type { WasmPaths } from './backend';

/** The binaries of tfjs-backend-wasm: current browsers and Node take the one with SIMD. */
export const wasmFiles = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'] as const;

const isFile = (url: string): boolean => /\.wasm(?:[?#]|$)|^(?:data|blob):/.test(url);

/**
 * What tfjs's `setWasmPaths` takes: a folder that ends with a slash, or a map with a URL for each of the three files. Folders before a file's name
 * are dropped, so that it may be what Vite's `import.meta.glob` returns.
 *
 * @throws GanError where a map lacks one of the files
 */
export function tfjsWasmPaths(paths: WasmPaths): string | Record<string, string> {
  if (typeof paths === 'string' || paths instanceof URL) {
    const url = String(paths);
    return isFile(url) ? Object.fromEntries(wasmFiles.map((file) => [file, url])) : url.replace(/\/?$/, '/');
  }
  const urls = Object.fromEntries(Object.entries(paths).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), String(url)]));
  const missing = wasmFiles.filter((file) => urls[file] === undefined);
  check(
    missing.length === 0,
    () =>
      `expected in wasmPaths the URL of a file or a folder, or one for each of ${wasmFiles.join(', ')}. ` +
      `Got ${Object.keys(urls).join(', ') || 'an empty map'}. Add ${missing.join(', ')}.`,
  );
  return urls;
}
