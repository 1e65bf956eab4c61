import { check, type RandomStream } from '@ganblocks/core';
import { streamOf } from '../features/drawRows';
import { checkImages, type Images } from '../features/images';
import { keptRows, type KeptRows } from '../features/keptRows';
import { msSsim, msSsimWeights } from '../similarity/msSsim';
import { laplacianDescriptors, levelsOf, ofLevels, patchDistance, type SlicedWassersteinOptions } from '../sliced/imageWasserstein';
import type { ImmediateMetric, Metric } from './metric';

/** Images in [-1, 1] as bytes have them, 0 to 255, not rounded. */
const inBytes = ({ shape, data }: Images): Images => ({ shape, data: Float32Array.from(data, (value) => 127.5 * (value + 1)) });

export interface SwdMetricOptions extends SlicedWassersteinOptions {
  /** Patches of each scale that are kept of either set, drawn at random where there are more. Default: 65,536. */
  readonly most?: number;
}

/**
 * ProGAN's sliced Wasserstein distance as a streaming metric; see `slicedWassersteinDistance`. Needs no extractor. Figures: `swd`, the mean over scales
 * times 1,000, and `swd16`, `swd32`, … by the size of the scale.
 *
 * @example
 * const swd = swdMetric({ resolution: 32 });
 * Object.keys(swd.figures); // ['swd', 'swd32', 'swd16']
 */
export function swdMetric({
  resolution,
  levels = levelsOf(resolution),
  most = 65_536,
  directions = 512,
  seed = 0,
  ...patches
}: SwdMetricOptions & {
  /** Shorter side of the images. */
  readonly resolution: number;
}): Metric<'images'> {
  const where = 'swd';
  for (const [name, count] of Object.entries({ resolution, levels, directions }))
    check(Number.isInteger(count) && count > 0, () => `${where}: ${name} must be a positive integer. Got ${count}.`);
  const names = Array.from({ length: levels }, (_, level) => `swd${Math.floor(resolution / 2 ** level)}`);
  const empty = (): KeptRows[] => names.map((name) => keptRows(name, most, seed));
  let [reals, fakes] = [empty(), empty()];
  const start = (side: string): RandomStream => streamOf(`${where} ${side} patches`, seed);
  let [ofReals, ofFakes] = [start('real'), start('fake')];
  let channels = 0;
  const add = async (kept: KeptRows[], images: Images, random: RandomStream): Promise<void> => {
    const [, height, width, own] = images.shape;
    check(
      Math.min(height, width) === resolution && (channels === 0 || own === channels),
      () =>
        `${where}: images must be of ${resolution} pixels${channels > 0 ? ` and ${channels} channels` : ''}. Got [${images.shape.join(', ')}].`,
    );
    const bands = await laplacianDescriptors(inBytes(images), { ...patches, levels }, random);
    channels = own;
    bands.forEach((band, level) => kept[level]!.add(band));
  };
  return {
    name: 'sliced Wasserstein',
    figures: Object.fromEntries(['swd', ...names].map((name) => [name, 'lower'])),
    settings: { levels, directions, most, seed, ...patches },
    needs: ['images'],
    compares: 'both',
    addReal: ({ images }) => add(reals, images, ofReals),
    addFake: ({ images }) => add(fakes, images, ofFakes),
    result() {
      const distances = names.map((_name, level) => {
        const [x, y] = [reals[level]!.rows(), fakes[level]!.rows()];
        check(
          x.rows === y.rows,
          () => `${where}: expected as many fakes as reals. Got ${y.rows} and ${x.rows} patches. Add as many of both.`,
        );
        return patchDistance(x, y, { channels, directions, seed });
      });
      return { swd: ofLevels(distances).mean, ...Object.fromEntries(names.map((name, level) => [name, distances[level]!])) };
    },
    clear(what) {
      [fakes, ofFakes] = [empty(), start('fake')];
      if (what === 'all') [reals, ofReals, channels] = [empty(), start('real'), 0];
    },
  };
}

/**
 * The multi-scale structural similarity of pairs of fakes as a streaming metric, each image with the next; see `msSsim`. High where a generator draws
 * alike: to be compared with that of reals of the same class, which `msSsimReal` is. Small images have fewer scales. Figures: `msSsim`, `msSsimReal`.
 *
 * @example
 * const similarity = msSsimMetric();
 * Object.keys(similarity.figures); // ['msSsim', 'msSsimReal']
 */
export function msSsimMetric(): ImmediateMetric<'images', 'msSsim' | 'msSsimReal'> {
  const [real, fake] = [pairs(), pairs()];
  return {
    name: 'ms-ssim',
    figures: { msSsim: 'neither', msSsimReal: 'neither' },
    settings: {},
    needs: ['images'],
    compares: 'both',
    addReal: ({ images }) => real.add(images),
    addFake: ({ images }) => fake.add(images),
    result() {
      check(fake.count > 0, () => 'ms-ssim: expected two fakes at least. Got fewer. Call addFake first.');
      return { msSsim: fake.mean(), msSsimReal: real.count > 0 ? real.mean() : NaN };
    },
    clear(what) {
      fake.clear();
      if (what === 'all') real.clear();
    },
  };
}

/** The mean similarity of each image with the next: 1 and 2, 3 and 4, whatever the batches. */
const pairs = () => {
  let [sum, count] = [0, 0];
  let last: Images | undefined;
  let size = '';
  return {
    get count() {
      return count;
    },
    add(images: Images): void {
      checkImages('ms-ssim', 'images', images);
      const own = images.shape.slice(1).join(', ');
      check(size === '' || own === size, () => `ms-ssim: every batch must be of one size, [${size}]. Got [${own}]. Resize them.`);
      size = own;
      const all = last === undefined ? images : joined(last, images);
      const [n, height, width] = all.shape;
      const half = Math.floor(n / 2);
      if (half > 0) {
        const levels = Math.min(msSsimWeights.length, Math.floor(Math.log2(Math.min(height, width))) + 1);
        const { perImage } = msSsim(inBytes(every(all, half, 0)), inBytes(every(all, half, 1)), {
          weights: msSsimWeights.slice(0, levels),
        });
        sum += perImage.reduce((total, value) => total + value, 0);
        count += half;
      }
      last = n % 2 === 1 ? part(all, n - 1, 1) : undefined;
    },
    mean: () => sum / count,
    clear(): void {
      [sum, count, last, size] = [0, 0, undefined, ''];
    },
  };
};

const sizeOf = ({ shape: [, height, width, channels] }: Images): number => height * width * channels;

const part = (images: Images, start: number, count: number): Images => {
  const size = sizeOf(images);
  const [, height, width, channels] = images.shape;
  return { shape: [count, height, width, channels], data: images.data.slice(start * size, (start + count) * size) };
};

const joined = (a: Images, b: Images): Images => {
  const data = new Float32Array(a.data.length + b.data.length);
  data.set(a.data);
  data.set(b.data, a.data.length);
  const [, height, width, channels] = a.shape;
  return { shape: [a.shape[0] + b.shape[0], height, width, channels], data };
};

/** Images `first`, `first` + 2, … */
const every = (images: Images, count: number, first: number): Images => {
  const size = sizeOf(images);
  const data = new Float32Array(count * size);
  for (let i = 0; i < count; i++) data.set(images.data.subarray((2 * i + first) * size, (2 * i + first + 1) * size), i * size);
  const [, height, width, channels] = images.shape;
  return { shape: [count, height, width, channels], data };
};
