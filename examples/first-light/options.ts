import { parseArgs } from 'node:util';
import { check } from '@ganblocks/core';
import { PRESET } from './preset';

export const HELP = `npm start -- [--images N] [--seed S] [--run DIR]

A DCGAN learns handwritten digits from the 60,000 training images of MNIST, on whatever backend is there (GANBLOCKS_BACKEND chooses).
  --images  how many images to show it; default ${PRESET.images.toLocaleString('en')}
  --seed    the same seed gives the same losses; default ${PRESET.seed}
  --run     folder of the run; default ${PRESET.run}`;

export interface FirstLightOptions {
  readonly images: number;
  readonly seed: number;
  readonly run: string;
}

/** The command line's options, or undefined where it asks for help. */
export function firstLightOptions(args: readonly string[]): FirstLightOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string', default: String(PRESET.images) },
      seed: { type: 'string', default: String(PRESET.seed) },
      run: { type: 'string', default: PRESET.run },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  return { images: whole('--images', values.images, 1), seed: whole('--seed', values.seed, 0), run: values.run };
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text.replaceAll(/[,_]/g, ''));
  check(
    text !== '' && Number.isSafeInteger(value) && value >= least,
    () => `${option} must be a whole number of at least ${least}. Got '${text}'.`,
  );
  return value;
}
