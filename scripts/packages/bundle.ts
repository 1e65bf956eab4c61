import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Consumer } from './consumer';
import { run } from './consumer';

export const bundlers = ['esbuild', 'vite', 'webpack'] as const;
export type Bundler = (typeof bundlers)[number];

/** What a bundler made. */
export interface Bundled {
  /** Absolute; the program has there the name of its source. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/**
 * Bundles a program of the consumer for browsers, in a process of its own as a user would.
 *
 * @throws Error when the bundler fails or writes to standard error
 */
export function bundle(bundler: Bundler, consumer: Consumer, name: string, text: string): Bundled {
  const script = fileURLToPath(new URL(`bundlers/${bundler}.mjs`, import.meta.url));
  const folder = join(consumer.folder, 'bundles', `${name}-${bundler}`);
  const { status, out, err } = run(process.execPath, [script, consumer.folder, consumer.write(name, text), folder], consumer.folder);
  if (status !== 0 || err !== '') throw new Error(`${bundler} does not bundle ${name} cleanly (status ${String(status)}):\n${err}${out}`);
  return { folder, warnings: JSON.parse(out) as string[] };
}
