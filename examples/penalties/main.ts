/** Gradient penalties on critics of every kind: on a ring of Gaussians, on digits, and the same program on stock TensorFlow.js. */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import { writePng } from '@ganblocks/data/node';
import { kinds } from './critics';
import { digits } from './digits';
import { picture } from './picture';
import { plane } from './plane';
import type { GameName } from './play';
import { programs, slopes } from './stock';

const names: readonly GameName[] = ['WGAN-GP', 'R1'];

async function onRing(): Promise<void> {
  const row = async (name: string, run: ReturnType<typeof plane>): Promise<void> => {
    const { quality, modes, seconds, points } = await run;
    points.dispose();
    console.log(`${name.padEnd(24)} ${(100 * quality).toFixed(1).padStart(5)} % near a mode, ${modes} of 8 modes, ${seconds.toFixed(0)} s`);
  };
  await row('untrained', plane('tanh', 'R1', 0));
  for (const game of names) for (const kind of kinds) await row(`${game}, ${kind}`, plane(kind, game));
}

async function onDigits(): Promise<void> {
  const row = async (name: string, run: ReturnType<typeof digits>): Promise<void> => {
    const { score, seconds, images } = await run;
    images.dispose();
    console.log(`${name.padEnd(24)} digit score ${score.toFixed(2)}, ${seconds.toFixed(0)} s`);
  };
  await row('untrained', digits('tanh', 'R1', 0));
  for (const game of names) for (const kind of kinds) await row(`${game}, ${kind}`, digits(kind, game));
}

async function onStock(): Promise<void> {
  for (const kind of kinds) {
    console.log(kind, 'slope of the penalty:', await slopes(kind));
    for (const [name, result] of Object.entries(await programs(kind, 1500))) {
      console.log(kind, `program on ${name}:`, typeof result === 'string' ? result : { quality: result.quality, modes: result.modes });
      if (typeof result === 'object') tf.dispose(result.points);
    }
  }
}

async function main(args: string[]): Promise<void> {
  const options = { picture: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  await useBackend('auto');
  const parts = { ring: onRing, digits: onDigits, stock: onStock };
  for (const [name, run] of Object.entries(parts)) if (positionals.includes(name)) await run();
  if (values.picture) await writePng(values.picture, await picture());
  if (args.length === 0) console.log('npm start -- ring | digits | stock | --picture FILE');
}

await main(process.argv.slice(2));
