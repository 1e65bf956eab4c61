/** LAPGAN learns handwritten digits from coarse to fine: 14 and 28 pixels, a level after the other. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { mnist } from '@ganblocks/data/node';
import { findPreset, lapgan } from '@ganblocks/models';
import { type Observer, presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string', default: '7' }, run: { type: 'string', default: 'runs/lapgan' } },
  });
  const preset = findPreset('lapgan', 'digits');
  const seed = Number(values.seed);

  await useBackend('auto');
  const system = lapgan({ ...preset.config, seed });
  let level = '';
  const levels: Observer = {
    step({ phase, imagesSeen }) {
      if (phase.name !== level) console.log(`${imagesSeen} images: now the level of ${phase.name} learns`);
      level = phase.name;
    },
  };
  await train(system, mnist(), { ...presetOptions(preset.training), seed, run: values.run, observers: [levels] });
  system.dispose();
  console.log(`What it draws:  ${resolve(values.run, 'samples.png')}\nHow it learned: ${resolve(values.run, 'report.html')}`);
}

await main(process.argv.slice(2));
