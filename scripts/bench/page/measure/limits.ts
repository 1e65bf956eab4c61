import { progressOf } from '../../progress';
import { sizedRounds, type SizedRounds } from './sizes';

export interface Limits {
  readonly threads: number;
  readonly rounds: readonly SizedRounds[];
  /** The same sizes on the native backend; empty where it is not installed. */
  readonly native: readonly SizedRounds[];
}

const stylegan2 = (resolution: number, batch: number): string => `stylegan2?resolution=${resolution}&width=512&batch=${batch}&every=16`;
const biggan = (channels: number, batch: number): string => `biggan?channels=${channels}&batch=${batch}`;

/** At published widths: what fits last, and what does not. */
const onWasm = [
  ...[stylegan2(64, 4), stylegan2(64, 16)],
  ...[stylegan2(128, 4), stylegan2(128, 8)],
  ...[stylegan2(256, 2), stylegan2(256, 4)],
  ...[biggan(32, 16), biggan(32, 32)],
  ...[biggan(64, 16), biggan(64, 32)],
  ...[biggan(96, 1), biggan(96, 2)],
];
const onNative = [stylegan2(256, 4), biggan(96, 4)];

/** The first round of each network at its published width, the one with the most memory; each in a process of its own. */
export async function measureLimits({ threads }: { threads: number }): Promise<Limits> {
  const progress = progressOf(onWasm.length + onNative.length);
  const first = { threads, repeat: 1, warmUp: 0 };
  const take = async (name: string, backend: 'wasm' | 'tensorflow'): Promise<SizedRounds> => {
    const taken = await sizedRounds({ ...first, name, backend });
    progress(`${name}, ${backend}: ${taken.failure ?? `${taken.median_s} s, ${taken.heap_mb ?? taken.resident_mb} MiB`}`);
    return taken;
  };
  const [rounds, native]: [SizedRounds[], SizedRounds[]] = [[], []];
  for (const name of onWasm) rounds.push(await take(name, 'wasm'));
  for (const name of onNative) native.push(await take(name, 'tensorflow'));
  return { threads, rounds, native: native.every(({ failure }) => failure?.includes('not installed')) ? [] : native };
}
