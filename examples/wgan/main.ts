/** WGAN learns handwritten digits: a preset, MNIST, and the critic's estimate of how far they still are. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { mnist } from '@ganblocks/data/node';
import { findPreset, wgan } from '@ganblocks/models';
import { type Observer, presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { images: { type: 'string' }, run: { type: 'string', default: 'runs/wgan' } } });
  const preset = findPreset('wgan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = wgan({ ...preset.config, seed: 7 });
  const distance: Observer = {
    step({ step, losses }) {
      const estimate = -(losses['discriminator']?.['adversarial'] ?? NaN);
      if (step % 100 === 0) console.log(`round ${step}: the critic tells reals from samples by ${estimate.toPrecision(3)}`);
    },
  };
  await train(system, mnist(), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, run: values.run, observers: [distance] },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(values.run, 'samples.png')}\nHow it learned: ${resolve(values.run, 'report.html')}`);
}

await main(process.argv.slice(2));
