/** rcGAN, or rAC-GAN, learns handwritten digits half of whose labels are drawn at random, and then draws those that it is asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check, ema, randomStream } from '@ganblocks/core';
import { enlarge, imageGrid, labelledImages, noisyLabels } from '@ganblocks/data';
import { mnistTable, writePng } from '@ganblocks/data/node';
import { findPreset, racGan, rcGan } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import { estimateNoise } from './estimateNoise';

const systems = { 'rc-gan': rcGan, 'rac-gan': racGan };
type SystemName = keyof typeof systems;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      system: { type: 'string', default: 'rc-gan' },
      preset: { type: 'string', default: 'digits' },
      estimate: { type: 'boolean', default: false },
      images: { type: 'string' },
      run: { type: 'string', default: 'runs/rgan' },
    },
  });
  const { system: name, run } = values;
  check(Object.hasOwn(systems, name), () => `--system must be rc-gan or rac-gan. Got ${name}.`);
  const preset = findPreset(name, values.preset);
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const { table } = noisyLabels(mnistTable(), { kind: 'symmetric', rate: 0.5, seed: 1 });
  const digits = labelledImages(table);
  const config = { ...preset.config, seed: 7 };
  const matrix = values.estimate ? await estimateNoise(digits, { classes: 10 }) : undefined;
  if (matrix)
    console.log(`A label is right with chance ${matrix.map((row, i) => row[i]!.toFixed(2)).join(' ')} for 0 to 9 (0.55 is true).`);
  const system = systems[name as SystemName]({ ...config, ...(matrix && { transition: { matrix } }) });
  const averaged = ema([system.networks.generator], options.ema ?? {});
  await train(system, digits, { ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run });

  // Ten of each digit, a row each.
  const labels = Array.from({ length: 100 }, (_, i) => Math.floor(i / 10));
  const asked = averaged.during(() => system.sample({ labels }, { random: randomStream(1) }));
  const picture = resolve(run, 'asked.png');
  await writePng(picture, enlarge(await imageGrid(asked, { columns: 10 })));
  asked.dispose();
  averaged.dispose();
  system.dispose();
  console.log(`What was asked for: ${picture}\nHow it learned:     ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
