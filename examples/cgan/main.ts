/** CGAN learns handwritten digits of a class, or emoji of their tags: both networks are told what is asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check } from '@ganblocks/core';
import { attributeImages, inMemory } from '@ganblocks/data';
import { emoji, mnist } from '@ganblocks/data/node';
import { cgan, findPreset } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';

/** Fluent emoji, each with a vector of the 128 commonest tags. */
async function taggedEmoji() {
  const table = await emoji({ style: 'fluent', resolution: 24, tags: 128 });
  const read = await inMemory(table);
  await table.close();
  return attributeImages(read);
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { preset: { type: 'string', default: 'digits' }, images: { type: 'string' }, run: { type: 'string', default: 'runs/cgan' } },
  });
  const { preset: name, run } = values;
  check(name === 'digits' || name === 'emoji-tags', () => `--preset must be digits or emoji-tags. Got ${name}.`);
  const { config, training } = findPreset('cgan', name);
  const options = presetOptions(training);

  await useBackend('auto');
  const settings = { ...options, images: Number(values.images ?? options.images), seed: 7, run };
  const systemOf = { ...config, seed: 7 };
  if (name === 'digits') {
    const system = cgan(systemOf);
    await train(system, mnist(), settings);
    system.dispose();
  } else {
    const system = cgan({ ...systemOf, attributes: 128 });
    await train(system, await taggedEmoji(), settings);
    system.dispose();
  }
  console.log(`What it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')}`);
}

await main(process.argv.slice(2));
