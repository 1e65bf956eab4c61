import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** A server of one folder, for this machine alone. */
export interface FolderServer {
  readonly address: string;
  close(): void;
}

/** Serves the files of a folder on a free port. */
export async function serveFolder(folder: string): Promise<FolderServer> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(join(folder, path)).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  if (bound === null || typeof bound === 'string') throw new Error('serveFolder: the server got no port.');
  return { address: `http://127.0.0.1:${bound.port}`, close };
}
