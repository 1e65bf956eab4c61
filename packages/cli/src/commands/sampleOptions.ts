import { parseSeeds } from '@ganblocks/training';
import type { Given } from '../options/given';
import { backendOption, threadsOption, type CommandSpec } from '../options/optionSpec';
import { numberWithin, wholeNumber } from '../options/values';
import { asUsage, checkUsage } from '../usageError';

export const sampleSpec: CommandSpec = {
  name: 'sample',
  summary:
    'Draws images of a run: a sheet as PNG, a file an image, or a film between seeds as GIF. Each seed has its own image, whatever stands beside it.',
  usage: 'RUN [options]',
  words: { least: 1, most: 1 },
  examples: [
    { command: 'sample runs/00001-dcgan-mnist --seeds 1-64', does: 'A sheet of 64.' },
    {
      command: 'sample runs/00001-dcgan-mnist --seeds 1-16,99 --psi 0.7 --out tame.png',
      does: 'Nearer to the average: better images, more alike.',
    },
    { command: 'sample runs/00001-dcgan-mnist --seeds 1-1000 --separate --out digits', does: 'A file for each seed.' },
    { command: 'sample runs/00001-dcgan-mnist --seeds 3,14,15 --interpolate film.gif', does: 'From seed to seed and back.' },
    { command: 'sample runs/00001-dcgan-mnist/best.safetensors', does: 'By the checkpoint whose figure was best.' },
  ],
  options: {
    seeds: { value: 'LIST', help: 'Which: numbers and ranges, such as 1-4,7. Default: 1-64.' },
    psi: {
      value: 'X',
      help: 'Truncation. Of normal latents, such as z of a DCGAN: the largest number that a latent may have (2 is mild, 0.5 strong). Of uniform and mapped ones: a factor, 1 is none, 0 the middle. Default: none.',
    },
    out: {
      value: 'PATH',
      help: 'The file of the sheet; with --separate, the folder. Default: seeds-LIST.png, or seeds, in the folder of the run.',
    },
    separate: { help: 'A PNG for each seed, in its own size, instead of a sheet.' },
    interpolate: { value: 'FILE.gif', help: 'A film that goes from each seed to the next and back to the first, instead of a sheet.' },
    steps: { value: 'N', help: 'Images of the film from one seed to the next. Default: 16.' },
    columns: { value: 'N', help: 'Images in a row of the sheet. Default: the nearest square.' },
    'no-ema': { help: 'Draw with the weights as they were last, instead of their average.' },
    backend: backendOption,
    threads: threadsOption,
    json: { help: 'Print what was written as JSON.' },
  },
  notes: ['Prints the path of what it has written on standard output.'],
};

export interface SampleOptions {
  readonly path: string;
  readonly seeds: readonly number[];
  /** As it was written, for the name of a file. */
  readonly seedText: string;
  readonly psi?: number;
  readonly out?: string;
  readonly form: 'sheet' | 'separate' | 'film';
  readonly film?: string;
  readonly steps: number;
  readonly columns?: number;
  readonly averaged: boolean;
  readonly backend?: string;
  readonly json: boolean;
}

/**
 * What `ganblocks sample …` asks for.
 *
 * @throws UsageError that names the option.
 */
export function sampleOptions(given: Given): SampleOptions {
  const [path = ''] = given.words;
  const seedText = given.text('seeds') ?? '1-64';
  const [psi, out, film, columns, backend] = ['psi', 'out', 'interpolate', 'columns', 'backend'].map((name) => given.text(name));
  const form = film === undefined ? (given.has('separate') ? 'separate' : 'sheet') : 'film';
  const seeds = asUsage(() => parseSeeds(seedText));
  checkUsage(film === undefined || !given.has('separate'), () => '--separate and --interpolate do not go together. Leave one out.');
  checkUsage(film === undefined || out === undefined, () => '--interpolate names the file itself. Leave --out out.');
  checkUsage(film === undefined || /\.gif$/i.test(film), () => `--interpolate must be a file that ends in .gif. Got '${film}'.`);
  checkUsage(
    form !== 'sheet' || out === undefined || /\.png$/i.test(out),
    () => `--out must be a file that ends in .png. Got '${out}'. With --separate it is a folder.`,
  );
  checkUsage(form !== 'film' || seeds.length > 1, () => `--interpolate needs two seeds at least. Got '${seedText}'.`);
  return {
    ...{ path, seeds, seedText, form, averaged: !given.has('no-ema'), json: given.has('json') },
    ...(psi === undefined ? {} : { psi: numberWithin('--psi', psi) }),
    ...(out === undefined ? {} : { out }),
    ...(film === undefined ? {} : { film }),
    ...(columns === undefined ? {} : { columns: wholeNumber('--columns', columns) }),
    ...(backend === undefined ? {} : { backend }),
    steps: wholeNumber('--steps', given.text('steps') ?? '16'),
  };
}
