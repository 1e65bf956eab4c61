import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** What one thread of this machine can do at most. */
export interface MachineLimits {
  /** 10⁹ multiplications and additions a second, four at a time, on numbers that stay in registers. */
  readonly gflops: number;
  /** 10⁹ bytes a second that are read and written where a large array is copied. */
  readonly copy_gb_s: number;
}

/** As many accumulators as hide how long an addition takes; with two constants they fill the registers that V8 gives. */
const accumulators = Array.from({ length: 12 }, (_, index) => `c${index}`);
const source = `export function multiplyAdd(turns: i32): f32 {
  const a = f32x4.splat(0.9), b = f32x4.splat(0.1);
  ${accumulators.map((name, index) => `let ${name} = f32x4.splat(${index}.5);`).join(' ')}
  for (let turn = 0; turn < turns; turn++) {
    ${accumulators.map((name) => `${name} = f32x4.add(f32x4.mul(${name}, a), b);`).join(' ')}
  }
  return f32x4.extract_lane(${accumulators.reduce((sum, name) => `f32x4.add(${sum}, ${name})`)}, 0);
}
`;

async function compiled(): Promise<(turns: number) => number> {
  const folder = await mkdtemp(join(tmpdir(), 'ganblocks-bench-'));
  const [text, binary] = [join(folder, 'limit.ts'), join(folder, 'limit.wasm')];
  try {
    await writeFile(text, source);
    const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--outFile', binary];
    const { error, stderr } = await asc.main([text, ...options], { stdout: process.stdout });
    if (error) throw new Error(`The loop that measures the limit did not compile: ${stderr.toString()}`);
    const { instance } = await WebAssembly.instantiate(await readFile(binary));
    return instance.exports['multiplyAdd'] as (turns: number) => number;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds of the fastest run. */
function fastest(runs: number, run: () => void): number {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Measures both, in about a second. */
export async function machineLimits(): Promise<MachineLimits> {
  const multiplyAdd = await compiled();
  const turns = 2_000_000;
  const gflops = (turns * accumulators.length * 4 * 2) / fastest(20, () => multiplyAdd(turns)) / 1e6;
  const [from, to] = [new Float32Array(2 ** 24).fill(1), new Float32Array(2 ** 24).fill(2)];
  const copied = (2 * from.byteLength) / fastest(10, () => to.set(from)) / 1e6;
  return { gflops: tenths(gflops), copy_gb_s: tenths(copied) };
}
