import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const goldens = fileURLToPath(new URL('../../../goldens', import.meta.url));
const wasm = join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');

const HTML = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/page.js"></script>';
const types: Readonly<Record<string, string>> = { '.wasm': 'application/wasm', '.json': 'application/json' };

/** Lets a page's threads share memory. */
const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export interface Served {
  /** By their addresses; the page runs `/page.js`. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Whether the page is cross-origin isolated. Default false. */
  readonly isolated?: boolean;
}

/** The bytes and the type of an address. */
async function answer(path: string, scripts: Served['scripts']): Promise<{ body: string | Uint8Array; type: string }> {
  if (path === '/') return { body: HTML, type: 'text/html' };
  const script = scripts[path];
  if (script !== undefined) return { body: script, type: 'text/javascript' };
  const name = basename(path);
  const folder = path.startsWith('/goldens/') ? goldens : wasm;
  return { body: await readFile(join(folder, name)), type: types[name.slice(name.lastIndexOf('.'))] ?? 'application/octet-stream' };
}

/** Serves the page, its scripts, the goldens and the wasm binaries on a free port of this machine alone. */
export async function servePage({ scripts, isolated = false }: Served): Promise<Server> {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://page').pathname, scripts).then(
      ({ body, type }) => response.writeHead(200, { 'content-type': type, ...(isolated ? isolation : {}) }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return `http://127.0.0.1:${address.port}/`;
}
