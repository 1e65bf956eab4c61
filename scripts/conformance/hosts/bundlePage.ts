import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's script in one piece. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
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
