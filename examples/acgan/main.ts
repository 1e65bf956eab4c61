/** AC-GAN learns handwritten digits with their labels, and then draws those that it is asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check, ema, randomStream } from '@ganblocks/core';
import { enlarge, imageGrid } from '@ganblocks/data';
import { mnist, writePng } from '@ganblocks/data/node';
import { acgan, findPreset } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: 'string' },
      digits: { type: 'string', default: '0123456789' },
      run: { type: 'string', default: 'runs/acgan' },
    },
  });
  const { digits, run } = values;
  check(/^\d+$/.test(digits), () => `--digits must be digits, such as 2026. Got '${digits}'.`);
  const preset = findPreset('acgan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = acgan({ ...preset.config, seed: 7 });
  const averaged = ema([system.networks.generator], options.ema ?? {});
  await train(system, mnist(), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run },
  });

  // A row of each, ten to a row.
  const labels = [...digits].flatMap((digit) => Array<number>(10).fill(Number(digit)));
  const asked = averaged.during(() => system.sample({ labels }, { random: randomStream(1) }));
  const picture = resolve(run, 'asked.png');
  await writePng(picture, enlarge(await imageGrid(asked, { columns: 10 })));
  asked.dispose();
  averaged.dispose();
  system.dispose();
  console.log(
    `What was asked for: ${picture}\nWhat it draws:      ${resolve(run, 'samples.png')}\nHow it learned:     ${resolve(run, 'report.html')}`,
  );
}

await main(process.argv.slice(2));
