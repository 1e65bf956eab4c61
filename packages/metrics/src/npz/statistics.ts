import { check, printable } from '@ganblocks/core';
import type { GaussianStatistics } from '../statistics/featureStatistics';
import { readNpy, writeNpy, type NpyArray } from './npy';
import { unpacked, zipEntries, zipOf } from './zip';

/**
 * Reads a `.npz` file, as `numpy.savez` and `savez_compressed` write it: arrays of floats by name, without the '.npy'. Of more names only those are
 * unpacked that are asked for.
 *
 * @param names Which arrays; default: all.
 * @throws GanError if the file is truncated, damaged or hostile, or holds other than floats.
 * @example const arrays = await readNpz(writeNpz({ a: { shape: [2], data: Float32Array.of(1, 2) } }));
 */
export async function readNpz(bytes: Uint8Array, names?: readonly string[]): Promise<ReadonlyMap<string, NpyArray>> {
  const arrays = new Map<string, NpyArray>();
  for (const entry of zipEntries(bytes)) {
    const name = entry.name.replace(/\.npy$/, '');
    if (names && !names.includes(name)) continue;
    check(!arrays.has(name), () => `readNpz: each name must stand once. Got '${printable(name)}' twice. Save it again with numpy.savez.`);
    arrays.set(name, readNpy(await unpacked(entry)));
  }
  return arrays;
}

/**
 * Writes arrays as a `.npz` file, not compressed, as `numpy.load` reads it.
 *
 * @throws GanError unless each array has as many numbers as its shape says.
 * @example const bytes = writeNpz({ mu: { shape: [2], data: Float64Array.of(0, 1) } });
 */
export function writeNpz(arrays: Readonly<Record<string, NpyArray>>): Uint8Array {
  return zipOf(new Map(Object.entries(arrays).map(([name, array]) => [`${name}.npy`, writeNpy(array)])));
}

/**
 * Reads statistics that `pytorch-fid` or `writeStatistics` saved: `mu` [d] and `sigma` [d, d] in a `.npz` file.
 *
 * @throws GanError if the file is damaged, or has not these two, finite and symmetric.
 * @see https://github.com/mseitzer/pytorch-fid
 * @example
 * const bytes = writeStatistics({ mean: Float64Array.of(0), covariance: Float64Array.of(1) });
 * const fid = fidMetric({ reference: await readStatistics(bytes) });
 */
export async function readStatistics(bytes: Uint8Array): Promise<GaussianStatistics> {
  const arrays = await readNpz(bytes, ['mu', 'sigma']);
  const [mu, sigma] = [arrays.get('mu'), arrays.get('sigma')];
  const remedy = 'Save them with pytorch-fid --save-stats, or numpy.savez(path, mu=mu, sigma=sigma).';
  check(
    mu !== undefined && sigma !== undefined,
    () => `readStatistics: expected the arrays mu and sigma. Got ${[...arrays.keys()].join(' and ') || 'neither'}. ${remedy}`,
  );
  const d = mu.data.length;
  check(
    d > 0 && mu.shape.length === 1 && sigma.shape.length === 2 && sigma.shape.every((length) => length === d),
    () => `readStatistics: mu must be [d] and sigma [d, d]. Got [${mu.shape.join(', ')}] and [${sigma.shape.join(', ')}]. ${remedy}`,
  );
  const [mean, covariance] = [Float64Array.from(mu.data), Float64Array.from(sigma.data)];
  const finite = mean.every(Number.isFinite) && covariance.every(Number.isFinite);
  check(finite, () => `readStatistics: mu and sigma must be finite. Got NaN or infinity. ${remedy}`);
  check(isCovariance(covariance, d), () => `readStatistics: sigma must be symmetric, its diagonal from 0. Got another. ${remedy}`);
  return { mean, covariance };
}

const isCovariance = (covariance: Float64Array, d: number): boolean => {
  let largest = 0;
  for (let i = 0; i < d; i++) largest = Math.max(largest, covariance[i * (d + 1)]!);
  for (let i = 0; i < d; i++) {
    if (covariance[i * (d + 1)]! < 0) return false;
    for (let j = 0; j < i; j++) if (Math.abs(covariance[i * d + j]! - covariance[j * d + i]!) > 1e-6 * largest) return false;
  }
  return true;
};

/**
 * Writes statistics as a `.npz` file with `mu` and `sigma` in float64, which `pytorch-fid` takes in place of a folder of images.
 *
 * @throws GanError unless the covariance is as large as the mean says.
 * @see https://github.com/mseitzer/pytorch-fid
 * @example
 * const statistics = featureStatistics(2);
 * statistics.add(Float32Array.of(0, 0, 2, 4));
 * await writeFile('reals.npz', writeStatistics(statistics.result()));
 */
export function writeStatistics({ mean, covariance }: GaussianStatistics): Uint8Array {
  const d = mean.length;
  return writeNpz({ mu: { shape: [d], data: mean }, sigma: { shape: [d, d], data: covariance } });
}
