import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The committed goldens of this repository. */
const committedGoldens = fileURLToPath(new URL('../../goldens', import.meta.url));

interface Header {
  readonly [tensor: string]: { readonly dtype: string; readonly data_offsets: readonly [number, number] };
}

/** Copies some cases of the committed goldens to a temporary folder. The caller removes it. */
export async function copyCases(names: readonly string[]): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parity-'));
  const manifest = JSON.parse(await readFile(join(committedGoldens, 'manifest.json'), 'utf8')) as {
    cases: { name: string; file: string }[];
  };
  const cases = manifest.cases.filter(({ name }) => names.includes(name));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, cases }));
  for (const { file } of cases) await writeFile(join(folder, file), await readFile(join(committedGoldens, file)));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Multiplies the number of largest magnitude of one stored F32 tensor, in place in the file; returns how to put it back. */
export async function changeLargest(folder: string, name: string, tensor: string, factor = 1.01): Promise<() => Promise<void>> {
  const path = join(folder, `${name}.safetensors`);
  const original = await readFile(path);
  const changed = Buffer.from(original);
  const start = 8 + Number(changed.readBigUInt64LE(0));
  const header = JSON.parse(changed.subarray(8, start).toString('utf8')) as Header;
  const entry = header[tensor];
  if (entry?.dtype !== 'F32') throw new Error(`${name} has no F32 tensor "${tensor}".`);
  let largest = start + entry.data_offsets[0];
  for (let at = largest; at < start + entry.data_offsets[1]; at += 4) {
    if (Math.abs(changed.readFloatLE(at)) > Math.abs(changed.readFloatLE(largest))) largest = at;
  }
  changed.writeFloatLE(changed.readFloatLE(largest) * factor, largest);
  await writeFile(path, changed);
  return () => writeFile(path, original);
}
