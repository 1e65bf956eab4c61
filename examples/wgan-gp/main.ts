/** WGAN-GP learns handwritten digits, or the Gaussians of a ring or a grid: `npm start -- digits | ring | grid`. */
import { resolve } from 'node:path';
import { useBackend } from '@ganblocks/backends';
import { check, randomStream } from '@ganblocks/core';
import { gridMixture, pointImages, type PointMixture, ringMixture } from '@ganblocks/data';
import { mnist } from '@ganblocks/data/node';
import { featureRows, modeCoverage } from '@ganblocks/metrics';
import { findPreset, wganGp, type WganGpSystem } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

const mixtures: Readonly<Record<string, () => PointMixture>> = {
  ring: () => ringMixture({ radius: 2 / 1.414, deviation: 0.02 / 1.414 }),
  grid: () => gridMixture({ spacing: 2 / 2.828, deviation: 0.05 / 2.828 }),
};

/** How many modes the samples reach, and how many of them lie within three deviations of one. */
async function coverage(system: WganGpSystem, { centres, deviation }: PointMixture): Promise<string> {
  const samples = system.sample(10_000, { random: randomStream(5) });
  const points = featureRows(Float64Array.from(await samples.data()), 2);
  samples.dispose();
  const { modes, highQuality } = modeCoverage(points, featureRows(Float64Array.from(centres.flat()), 2), { sigma: deviation, least: 20 });
  return `${modes} of ${centres.length} modes, ${(100 * highQuality).toFixed(1)} % within three deviations of one`;
}

async function main([name = 'digits']: string[]): Promise<void> {
  const mixture = mixtures[name]?.();
  check(mixture !== undefined || name === 'digits', () => `wgan-gp: expected digits, ring or grid. Got '${name}'.`);
  const preset = findPreset('wgan-gp', name);

  await useBackend('auto');
  const system = wganGp({ ...preset.config, seed: 7 });
  const settings = { ...presetOptions(preset.training), seed: 7 };
  if (mixture) {
    console.log(`untrained: ${await coverage(system, mixture)}`);
    await train(system, pointImages(mixture), settings);
    console.log(`trained:   ${await coverage(system, mixture)}`);
  } else {
    const run = 'runs/wgan-gp';
    await train(system, mnist(), { ...settings, run });
    console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
  }
  system.dispose();
}

await main(process.argv.slice(2));
