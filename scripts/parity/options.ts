import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GanError } from '@ganblocks/core';

/** What `npm run parity` was asked for. */
export interface ParityOptions {
  readonly goldens: string;
  readonly only?: string;
  /** A name of `useBackend`, which says what it knows. */
  readonly backend: string;
  readonly help: boolean;
}

export const usage = `npm run parity -- [options]

Runs every case of a goldens folder and compares values, first and second derivatives with the stored ones.

  --goldens DIR      the folder with manifest.json and the .safetensors files (default: goldens/ of this repository)
  --only PATTERN     only cases whose name contains PATTERN, or matches it as a glob (layer-conv2d-*) or as /a regex/
  --backend NAME     wasm (default), cpu, tensorflow (npm run setup:tfjs-node) or webgpu (npm run setup:webgpu)
  --help             this text

One line a case: ok, FAIL or MISSING, the derivative order checked, the largest error as a share of the tolerance and its tensor.
Exit status: 0 when all cases pass; 1 when some fail or no code computes them yet; 2 when the run could not start.`;

/** The flags as they stand in the command line; parseArgs says what is wrong with them in its first sentence. */
function flagsOf(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...argv], options: { goldens: string, only: string, backend: string, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new GanError(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. See --help.`);
  }
}

/**
 * Reads the command line (without the program's own name).
 *
 * @throws GanError naming the flag that is unknown or lacks its value.
 */
export function parseOptions(argv: readonly string[]): ParityOptions {
  const { goldens = fileURLToPath(new URL('../../goldens', import.meta.url)), only, backend = 'wasm', help = false } = flagsOf(argv);
  return { goldens, backend, help, ...(only === undefined ? {} : { only }) };
}
