import { check } from '../../errors/index';
import { readSafetensors } from '../../weights/index';
import type { GoldenCase, GoldenTensor } from './goldenCase';
import { parseManifest } from './parseManifest';

/** Where the files of a goldens folder come from: a disk, a server, memory. */
export interface GoldenFiles {
  /** The parsed `manifest.json`. */
  readonly manifest: unknown;
  /** The bytes of one file of the folder. */
  read(name: string): Promise<Uint8Array>;
}

/** A goldens folder: its cases, and the tensors of each when asked for. */
export interface Goldens {
  readonly cases: readonly GoldenCase[];
  /**
   * The stored tensors of a case, in plain arrays.
   *
   * @throws GanError when the file has not exactly the tensors that the manifest lists, each of its shape and dtype.
   */
  tensors(golden: GoldenCase): Promise<ReadonlyMap<string, GoldenTensor>>;
}

const isGoldenData = (data: unknown): data is GoldenTensor['data'] =>
  data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array;

const listed = (names: readonly string[]): string => names.join(', ');

async function tensorsOf(golden: GoldenCase, files: GoldenFiles): Promise<ReadonlyMap<string, GoldenTensor>> {
  const { tensors } = readSafetensors(await files.read(golden.file));
  const absent = [...golden.tensors.keys()].filter((name) => !tensors.has(name));
  check(absent.length === 0, () => `${golden.file}: the manifest lists tensors that the file has not. Missing: ${listed(absent)}.`);
  const unlisted = [...tensors.keys()].filter((name) => !golden.tensors.has(name));
  check(unlisted.length === 0, () => `${golden.file}: the file has tensors that the manifest does not list. Unlisted: ${listed(unlisted)}.`);

  const stored = new Map<string, GoldenTensor>();
  for (const [name, { shape, dtype }] of golden.tensors) {
    const tensor = tensors.get(name);
    const [expected, found] = [`${dtype} [${shape}]`, `${tensor?.dtype} [${tensor?.shape}]`];
    const data = found === expected ? tensor?.data : undefined;
    check(isGoldenData(data), () => `${golden.file}: ${name} must be ${expected} as the manifest says. Got ${found}.`);
    stored.set(name, { shape, dtype, data });
  }
  return stored;
}

/**
 * Opens a goldens folder: `manifest.json` and one safetensors file a case. Runs in a browser; the caller supplies the bytes.
 *
 * @throws GanError when the manifest is not one of goldens.
 * @example
 * const read = async (name: string) => new Uint8Array(await (await fetch(`goldens/${name}`)).arrayBuffer());
 * const manifest: unknown = await (await fetch('goldens/manifest.json')).json();
 * const { cases, tensors } = readGoldens({ manifest, read });
 * const stored = await tensors(cases[0]!);
 */
export function readGoldens(files: GoldenFiles): Goldens {
  return { cases: parseManifest(files.manifest), tensors: (golden) => tensorsOf(golden, files) };
}
