import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { registeredLayers } from '@ganblocks/layers';

/** What a page pays for what it imports. */
export interface Size {
  /** Of the minified script. */
  readonly bytes: number;
  readonly gzipped: number;
}

/** One thing that a page may import, and what it may cost. */
export interface SizeCase {
  readonly what: string;
  readonly program: string;
  /** What the page has already, and does not pay again. */
  readonly beside?: string;
  /** Bytes, gzipped; none where nothing is promised. */
  readonly budget?: number;
}

const use = (entry: string, ...names: string[]): string =>
  `import { ${names.join(', ')} } from '${entry}'; console.log(${names.join(', ')});`;
/** `conv2d` of the class `GanConv2d`. */
const factoryOf = ({ className }: { readonly className: string }): string => className.charAt(3).toLowerCase() + className.slice(4);
const op = (name: string): string => use('@ganblocks/core/ops', name);

/** Layers of several ops, each with the gradients of its kernels. */
const LARGE = ['modulatedConv2d', 'spade'];

const ganLayer = use('@ganblocks/layers', 'GanLayer');

export const sizeCases: readonly SizeCase[] = [
  { what: 'core: conv2d', program: op('conv2d'), budget: 3_000 },
  { what: 'core: leakyRelu', program: op('leakyRelu'), budget: 3_000 },
  { what: 'core: batchNorm', program: op('batchNorm'), budget: 3_000 },
  { what: 'core: randomStream', program: use('@ganblocks/core', 'randomStream'), budget: 3_000 },
  // With back-propagation of our own, which halves the memory of a step: 1.1 kB.
  { what: 'core: minimize, with the gradients', program: use('@ganblocks/core', 'minimize'), budget: 16_000 },
  { what: 'core: minimize, adam', program: use('@ganblocks/core', 'minimize', 'adam') },
  { what: 'losses: nonSaturating', program: use('@ganblocks/losses', 'nonSaturating') },
  { what: 'backends: useBackend', program: use('@ganblocks/backends', 'useBackend') },
  { what: 'backends/wasm', program: "import '@ganblocks/backends/wasm';" },
  { what: 'layers: GanLayer, with seeded weights and names', program: ganLayer, budget: 5_000 },
  { what: 'layers: dense', program: use('@ganblocks/layers', 'dense'), budget: 6_000 },
  ...registeredLayers()
    .map(factoryOf)
    .map((name) => ({
      what: `layers: ${name}, beside GanLayer`,
      program: use('@ganblocks/layers', 'GanLayer', name),
      beside: ganLayer,
      budget: LARGE.includes(name) ? 7_000 : 6_000,
    })),
  { what: 'models: dcgan', program: use('@ganblocks/models', 'dcgan') },
  { what: 'training: train', program: use('@ganblocks/training', 'train') },
];

/** Bundles a program for browsers as tightly as esbuild can; TensorFlow.js, which every page brings by itself, does not count. */
async function bundled(program: string, folder: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['@tensorflow/*'],
    // As packages are installed, not as this repository maps them to their sources.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  return { bytes: script.length, gzipped: gzipSync(script, { level: 9 }).length };
}

/** What a case costs, less what the page has already. */
export async function sizeOf({ program, beside }: SizeCase, folder: string): Promise<Size> {
  const whole = await bundled(program, folder);
  if (beside === undefined) return whole;
  const present = await bundled(beside, folder);
  return { bytes: whole.bytes - present.bytes, gzipped: whole.gzipped - present.gzipped };
}
