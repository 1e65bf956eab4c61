import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from '@ganblocks/data/node';

export interface RunFiles {
  readonly config?: object;
  readonly log?: readonly object[];
  readonly metrics?: readonly object[];
  readonly warnings?: readonly object[];
  readonly summary?: object;
  readonly failure?: object;
  /** Images shown and gray value of each sheet. */
  readonly sheets?: readonly (readonly [images: number, gray: number])[];
}

const CONFIG = {
  format: 'ganblocks-run',
  version: 1,
  date: '2026-01-02T03:04:05.678Z',
  system: 'toy',
  config: { kind: 'toy' },
  data: { name: 'noise', size: 1000, licence: 'CC0', source: 'made up' },
  images: 4000,
  batchSize: 4,
  seed: 7,
  backend: 'wasm',
  versions: { node: '20' },
};

/** Makes a run folder of these files. */
export function writeRunFiles(folder: string, { config = {}, sheets = [], ...files }: RunFiles): string {
  mkdirSync(join(folder, 'samples'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...CONFIG, ...config }));
  const { log = [], metrics, warnings, summary, failure } = files;
  for (const [name, lines] of Object.entries({ log, metrics, warnings })) {
    if (lines) writeFileSync(join(folder, `${name}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  for (const [name, value] of Object.entries({ summary, failure })) {
    if (value) writeFileSync(join(folder, `${name}.json`), JSON.stringify(value));
  }
  for (const [images, gray] of sheets) {
    const png = encodePng({ width: 12, height: 8, channels: 1, data: new Uint8Array(96).fill(gray) });
    writeFileSync(join(folder, 'samples', `${String(images).padStart(6, '0')}.png`), png);
  }
  return folder;
}

/** Lines of a log, four images a step. */
export const logLines = (steps: number): object[] =>
  Array.from({ length: steps }, (_, index) => ({
    step: index + 1,
    images: 4 * (index + 1),
    seconds: (index + 1) / 100,
    losses: { discriminator: { adversarial: 1 + 1 / (index + 1), drift: 0.1 }, generator: { adversarial: 0.7 } },
    gradientNorms: { discriminator: 2, generator: 1 },
  }));
