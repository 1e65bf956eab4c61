/** The first GAN learns handwritten digits: in its modern form, or with the maxout units, dropout and SGD of 2014. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { mnist } from '@ganblocks/data/node';
import { findPreset, gan } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { preset: { type: 'string', default: 'digits' }, images: { type: 'string' }, run: { type: 'string', default: 'runs/gan' } },
  });
  const { preset: name, run } = values;
  const preset = findPreset('gan', name);
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = gan({ ...preset.config, seed: 7 });
  await train(system, mnist(), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, run },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
