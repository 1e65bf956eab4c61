/** SN-GAN learns handwritten digits, or Fluent emoji: a preset, real images, and a discriminator whose slope is held down by its weights alone. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check } from '@ganblocks/core';
import { inMemory, labelledImages } from '@ganblocks/data';
import { emoji, mnist } from '@ganblocks/data/node';
import { sngan, systems } from '@ganblocks/models';
import { linearDecay } from '@ganblocks/training';
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
  const preset = systems['sngan']?.presets[name];
  const { images, batchSize = 64, ema = null, rates } = preset?.training ?? {};
  check(images !== undefined && rates?.decay === 'linear', () => `sngan: the preset '${name}' must say its images and how its rates fall.`);

  await useBackend('auto');
  const system = sngan({ ...preset?.config, seed: 7 });
  await train(system, await data[name](), {
    ...{ images: Number(values.images ?? images), batchSize, seed: 7, ema, run, rates: linearDecay(rates) },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
