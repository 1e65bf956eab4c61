import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from '@jest/globals';
import { networkTensors, rawFromTensor, type RawTensor, writeSafetensors } from '@ganblocks/core';
import { train } from '@ganblocks/training/node';
import { freeNames } from './names';
import { type Prelude, prelude } from './prelude';
import type { Surroundings } from './runSnippet';

type Options = Record<string, unknown> & { readonly images: number; readonly batchSize?: number };
type Train = (system: unknown, data: unknown, options: Options) => unknown;
type Keep = (path: string, options: object) => unknown;
type UseBackend = (name: string | undefined, options: object) => unknown;
type Observe = (options?: object) => unknown;

/** Two steps on few images, and nothing on the terminal, in place of what an example says. */
const short = ({ resume, ...options }: Options): Options => {
  const batchSize = Math.min(options.batchSize ?? 8, 8);
  return { ...options, batchSize, images: 2 * batchSize, samples: 4, quiet: true, ...(resume ? { resume, images: 4 * batchSize } : {}) };
};
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Functions that would take minutes, write to the terminal or need a page's server, by name. */
const standIns: Readonly<Record<string, (real: unknown) => unknown>> = {
  train: (real) => (system: unknown, data: unknown, options: Options) => (real as Train)(system, data, short(options)),
  runFolder: (real) => (path: string, options?: object) => (real as Keep)(path, { samples: 4, ...options }),
  progress: (real) => (options?: object) => (real as Observe)({ stream: nowhere(), ...options }),
  useBackend: (real) => (name?: string, options?: object) =>
    (real as UseBackend)(name, { ...options, wasmPaths: undefined, report: () => undefined }),
};

async function load(folder: string, specifier: string): Promise<unknown> {
  const module = (await import(specifier.startsWith('.') ? join(folder, `${specifier}.ts`) : specifier)) as object;
  const replaced = Object.entries(standIns).flatMap(([name, standIn]) => {
    const real: unknown = (module as Record<string, unknown>)[name];
    return typeof real === 'function' && /training|backends/.test(specifier) ? [[name, standIn(real)] as const] : [];
  });
  return { ...module, ...Object.fromEntries(replaced) };
}

/** A response of the working directory's file of that name. */
const fetchFile = async (url: string): Promise<Response> => new Response(new Uint8Array(await readFile(url.replace(/^\//, ''))));

/** What one example needs: the values of the prelude that it names, and no network. `settled` waits for the tests that it began. */
export function surroundingsOf(folder: string, code: string): { surroundings: Surroundings; settled: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const test = (_name: string, run: () => Promise<void>): void => {
    running = running.then(run);
  };
  const makers = prelude();
  const names = [...freeNames(code)].filter((name): name is keyof Prelude => Object.hasOwn(makers, name));
  const values = Object.fromEntries(names.map((name) => [name, makers[name]()]));
  const quiet = { ...console, log: () => undefined, info: () => undefined };
  return {
    surroundings: {
      load: async (specifier) => (specifier === '@jest/globals' ? { expect, test } : load(folder, specifier)),
      values: { ...values, test, fetch: fetchFile, console: quiet },
    },
    settled: () => running,
  };
}

const GOLDENS = ['manifest.json', 'augment-ada-color.safetensors'];
const WEIGHTS = ['digits.safetensors', 'emoji.safetensors'];
const idxOf = (images: number): Uint8Array =>
  Uint8Array.of(0, 0, 8, 3, 0, 0, 0, images, 0, 0, 0, 1, 0, 0, 0, 1, ...Array<number>(images).fill(7));

/** Writes the files that examples read into a working directory: weights, data, the folder of a run of the prelude's `gan`. */
export async function writeFiles(root: string, directory: string): Promise<void> {
  const { gan, digits } = prelude();
  const run = join(directory, 'runs/digits');
  await train(gan(), digits(), { images: 16, batchSize: 8, seed: 7, run, samples: 4, quiet: true });
  const raw = new Map<string, RawTensor>();
  for (const [name, tensor] of Object.entries(networkTensors(gan().networks.generator))) raw.set(name, await rawFromTensor(tensor));
  await writeFile(join(directory, 'generator.safetensors'), writeSafetensors(raw));
  await writeFile(join(directory, 'train-images-idx3-ubyte'), idxOf(2));
  await copyFile(join(run, 'checkpoint.safetensors'), join(directory, 'gan.safetensors'));
  for (const name of WEIGHTS) await copyFile(join(root, 'packages/metrics/weights', name), join(directory, name));
  await mkdir(join(directory, 'goldens'));
  for (const name of GOLDENS) await copyFile(join(root, 'goldens', name), join(directory, 'goldens', name));
}
