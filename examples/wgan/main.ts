/** WGAN learns handwritten digits: a preset, MNIST, and the critic's estimate of how far they still are. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { systems, wgan } from '@ganblocks/models';
import { linearDecay, type Observer } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { images: { type: 'string' }, run: { type: 'string', default: 'runs/wgan' } } });
  const preset = systems['wgan']?.presets['digits'];
  check(preset?.training?.images !== undefined, () => "wgan: the preset 'digits' must say its images. Got none.");
  const { images, batchSize = 32, ema = null } = preset.training;

  await useBackend('auto');
  const system = wgan({ ...preset.config, seed: 7 });
  const distance: Observer = {
    step({ step, losses }) {
      const estimate = -(losses['discriminator']?.['adversarial'] ?? NaN);
      if (step % 100 === 0) console.log(`round ${step}: the critic tells reals from samples by ${estimate.toPrecision(3)}`);
    },
  };
  await train(system, mnist(), {
    ...{ images: Number(values.images ?? images), batchSize, seed: 7, ema, run: values.run },
    ...{ rates: linearDecay({ from: 0.4, to: 0.05 }), observers: [distance] },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(values.run, 'samples.png')}\nHow it learned: ${resolve(values.run, 'report.html')}`);
}

await main(process.argv.slice(2));
