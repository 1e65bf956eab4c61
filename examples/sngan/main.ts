/** SN-GAN learns handwritten digits, or Fluent emoji: a preset, real images, and a discriminator whose slope is held down by its weights alone. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check } from '@ganblocks/core';
import { inMemory, labelledImages } from '@ganblocks/data';
import { emoji, mnist } from '@ganblocks/data/node';
import { findPreset, sngan } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

const data = {
  digits: () => mnist(),
  'emoji-32': async () => {
    const table = await emoji({ style: 'fluent', resolution: 32 });
    const read = await inMemory(table);
    await table.close();
    return labelledImages(read);
  },
};
type PresetName = keyof typeof data;
const isPreset = (name: string): name is PresetName => name in data;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { preset: { type: 'string', default: 'digits' }, images: { type: 'string' }, run: { type: 'string', default: 'runs/sngan' } },
  });
  const { preset: name, run } = values;
  check(isPreset(name), () => `--preset must be digits or emoji-32. Got ${name}.`);
  const preset = findPreset('sngan', name);
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = sngan({ ...preset.config, seed: 7 });
  await train(system, await data[name](), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, run },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
