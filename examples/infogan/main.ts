/** InfoGAN learns handwritten digits without their labels, and finds codes for what they are and how they are written. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { ema, randomStream } from '@ganblocks/core';
import { enlarge, imageGrid } from '@ganblocks/data';
import { mnist, writePng } from '@ganblocks/data/node';
import { findPreset, infogan, type Traversal } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

/** The paper's figure 2: one code varies from left to right, and all else stays. */
const pictures: Readonly<Record<string, Traversal>> = {
  categories: { along: 'categories' },
  'first-code': { along: 'continuous', code: 0 },
  'second-code': { along: 'continuous', code: 1 },
};

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { images: { type: 'string' }, run: { type: 'string', default: 'runs/infogan' } } });
  const { run } = values;
  const preset = findPreset('infogan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = infogan({ ...preset.config, seed: 7 });
  const averaged = ema([system.networks.generator], options.ema ?? {});
  await train(system, mnist(), { ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run });

  for (const [name, traversal] of Object.entries(pictures)) {
    const images = averaged.during(() => system.traverse(traversal, { random: randomStream(1) }));
    const picture = resolve(run, `${name}.png`);
    await writePng(picture, enlarge(await imageGrid(images, { columns: 10 }), 2));
    images.dispose();
    console.log(`A code from left to right: ${picture}`);
  }
  averaged.dispose();
  system.dispose();
  console.log(`What it draws:             ${resolve(run, 'samples.png')}\nHow it learned:            ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
