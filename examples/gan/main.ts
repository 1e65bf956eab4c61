/** The first GAN learns handwritten digits: in its modern form, or with the maxout units, dropout and SGD of 2014. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { gan, type PresetDecay, systems } from '@ganblocks/models';
import { cosineDecay, exponentialDecay, linearDecay, type RateSchedule } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

function scheduleOf(rates: PresetDecay): RateSchedule {
  if (rates.decay === 'exponential') return exponentialDecay(rates);
  return rates.decay === 'linear' ? linearDecay(rates) : cosineDecay(rates);
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { preset: { type: 'string', default: 'digits' }, images: { type: 'string' }, run: { type: 'string', default: 'runs/gan' } },
  });
  const { preset: name, run } = values;
  const preset = name.startsWith('digits') ? systems['gan']?.presets[name] : undefined;
  const { images, batchSize = 64, ema = null, rates } = preset?.training ?? {};
  check(preset !== undefined && rates !== undefined, () => `--preset must be digits or digits-original. Got ${name}.`);

  await useBackend('auto');
  const system = gan({ ...preset.config, seed: 7 });
  await train(system, mnist(), {
    ...{ images: Number(values.images ?? images), batchSize, seed: 7, ema, run, rates: scheduleOf(rates) },
  });
  system.dispose();
  console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
