import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { inMemory, labelledImages, resizeImages } from '@ganblocks/data';
import { mnist, mnistTable } from '@ganblocks/data/node';
import { dcgan, type DcganConfig } from '@ganblocks/models';
import { collapseWatch, train, type RateSchedules } from '@ganblocks/training';
import { PRESET } from './preset';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const small: Partial<DcganConfig> = {
  resolution: 16,
  imageChannels: 1,
  latentSize: 16,
  width: 8,
  learningRate: 1.5e-3,
  beta2: 0.99,
  seed: 1,
};

/** The warnings of a run of so many steps: what of, after how many images. */
async function warningsOf(
  config: Partial<DcganConfig>,
  steps: number,
  rates: RateSchedules = {},
): Promise<[kind: string, images: number][]> {
  const gan = dcgan(config);
  const data = config.resolution === 16 ? labelledImages(await inMemory(resizeImages(mnistTable(), { resolution: 16 }))) : mnist();
  const { batchSize } = PRESET;
  const warnings: [string, number][] = [];
  await train(gan, data, {
    ...{ images: steps * batchSize, batchSize, seed: 1, rates },
    observers: [collapseWatch({ data }), { warn: ({ kind }, { imagesSeen }) => void warnings.push([kind, imagesSeen]) }],
  });
  gan.dispose();
  return warnings;
}
const kindsOf = (warnings: readonly [string, number][]): readonly string[] => warnings.map(([kind]) => kind).sort();

test('a run that learns digits is not warned of', async () => {
  expect(await warningsOf({ ...PRESET.network, width: 16, seed: 1 }, 300)).toEqual([]);
  expect(await warningsOf(small, 300)).toEqual([]);
}, 300_000);

// Seen with seed 1: after 3,200 images of 6,400.
test('a discriminator that learns twenty times as fast leaves samples alike', async () => {
  const warnings = await warningsOf(small, 200, { discriminator: () => 20 });
  expect(kindsOf(warnings)).toContain('diversity');
  expect(warnings[0]![1]).toBeLessThanOrEqual(4_000);
}, 300_000);

// Seen with seed 1: both after 2,300 images at most.
test('a generator that stands still loses to its discriminator, and its samples stay alike', async () => {
  const warnings = await warningsOf(small, 200, { generator: () => 0 });
  expect(kindsOf(warnings)).toEqual(['discriminator', 'diversity']);
  warnings.forEach(([, images]) => expect(images).toBeLessThanOrEqual(3_500));
}, 300_000);

// Seen with seed 1: 256 images, two looks, after the rates have jumped.
test('rates that jump to forty times themselves make singular values spike', async () => {
  const warnings = await warningsOf(small, 200, ({ progress }) => (progress < 0.5 ? 1 : 40));
  const [, images = NaN] = warnings.find(([kind]) => kind === 'singularValues') ?? [];
  expect(images).toBeGreaterThan(3_200);
  expect(images).toBeLessThanOrEqual(3_800);
}, 300_000);
