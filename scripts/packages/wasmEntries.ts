import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace/packages.mjs';
import { bundlers } from './bundle';
import type { Bundler } from './bundle';

/** A page's script for one bundler, with the line that the README gives for it. */
export interface WasmEntry {
  readonly bundler: Bundler;
  /** `const wasmPaths = ...` or `import wasmPaths from ...` */
  readonly line: string;
  /** Trains one step, and leaves what came of it in `outcome`. */
  readonly script: string;
}

const scriptWith = (line: string): string => `${line}
import { trainOneStep } from './trainOneStep.mjs';
trainOneStep(wasmPaths).then(
  (result) => (globalThis.outcome = { result }),
  (error) => (globalThis.outcome = { error: String(error) }),
);
`;

/** Every line by which the README of @ganblocks/backends tells a bundler of the wasm binary: each stands below a comment that names its bundlers. */
export function wasmEntries(): readonly WasmEntry[] {
  const readme = readFileSync(join(root, 'packages', 'backends', 'README.md'), 'utf8');
  return [...readme.matchAll(/^\/\/ (.*)\n((?:import|const) wasmPaths .*)$/gm)].flatMap(([, comment = '', line = '']) =>
    bundlers
      .filter((bundler) => new RegExp(`\\b${bundler}\\b`, 'i').test(comment))
      .map((bundler) => ({ bundler, line, script: scriptWith(line) })),
  );
}
