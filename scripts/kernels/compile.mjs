import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { format, resolveConfig } from 'prettier';

const source = fileURLToPath(new URL('../../packages/backends/kernels/index.ts', import.meta.url));
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--enable', 'bulk-memory'];
/** tfjs's threaded build has 65536 pages at most; what imports a shared memory has to say the same. */
const shared = ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];

/** Where the generated file is. */
export const generated = fileURLToPath(new URL('../../packages/backends/src/wasm/module/kernels.generated.ts', import.meta.url));

const DATA = 11;

/** The numbers of the sections of a WebAssembly binary. @param {Uint8Array} bytes @returns {number[]} */
function sections(bytes) {
  const found = [];
  let at = 8;
  while (at < bytes.length) {
    found.push(bytes[at++] ?? 0);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return found;
}

/** Compiles the kernels. @param {readonly string[]} more @returns {Promise<Uint8Array>} */
async function compile(more) {
  const folder = await mkdtemp(join(tmpdir(), 'ganblocks-kernels-'));
  const binary = join(folder, 'kernels.wasm');
  try {
    const { error, stderr } = await asc.main([source, ...options, ...more, '--outFile', binary], { stdout: process.stdout });
    const complaints = stderr.toString();
    if (error || complaints) throw new Error(`kernels: expected AssemblyScript that compiles without a warning. Got:\n${complaints}`);
    const bytes = new Uint8Array(await readFile(binary));
    if (sections(bytes).includes(DATA)) {
      throw new Error(
        'kernels: expected no data segment, since it would be written over the heap of tfjs. Got one. Use no strings and no static arrays.',
      );
    }
    return bytes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** The source of the generated file: both builds as base64. @returns {Promise<string>} */
export async function generate() {
  const [plain, threaded] = [await compile([]), await compile(shared)];
  const text = `// Built from packages/backends/kernels by scripts/kernels/build.mjs: not to be edited.

/** The kernels for a memory of one thread, as base64. */
export const kernels = '${base64(plain)}';

/** The kernels for a memory that threads share, as base64. */
export const sharedKernels = '${base64(threaded)}';
`;
  return format(text, { ...(await resolveConfig(generated)), parser: 'typescript' });
}
