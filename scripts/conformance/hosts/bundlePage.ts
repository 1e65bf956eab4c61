import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The script of a page, or of a worker, in one piece. */
export async function bundlePage(entry: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
    // tfjs-core asks for it where `fetch` is absent, which it never is in a page.
    external: ['node-fetch'],
    define: { global: 'globalThis' },
  });
  return outputFiles[0]?.text ?? '';
}
