import { check, type GanSystem, type ImageBatch, randomStream } from '@ganblocks/core';
import { type CreatedSystem, createSystem, findPreset } from '@ganblocks/models';
import type { Observer, RateSchedules } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { OpenJudge } from './judges/judge';
import { presetRun } from './presetRun';
import type { LearnRow } from './row';
import type { Arm, Figures } from './thresholds';

/** The run whose generator stands still shows so many of the images: what does not move does not need them. */
const STILL_SHARE = 0.1;
/** Of the sample picture. */
const PICTURED = 100;

export interface PlayOptions {
  readonly seed: number;
  /** Part of the preset's images, and of the judge's samples. */
  readonly share: number;
  readonly quiet: boolean;
  readonly tell: (line: string) => void;
  /** Samples of the trained system, in classes in turn where it knows them; freed afterwards. */
  readonly picture: (samples: Tensor4D) => Promise<void>;
}

/** What a row has shown. */
export interface Played {
  readonly figures: Readonly<Record<Arm, Figures>>;
  /** Images shown to the trained system, and to the one whose generator stood still. */
  readonly images: { readonly trained: number; readonly still: number };
  /** Samples behind each figure. */
  readonly samples: number;
  readonly batchSize: number;
  /** Of the trained run, and of all together. */
  readonly seconds: { readonly training: number; readonly all: number };
}

/** Trains a row's system, and one whose generator stands still; measures both with their averaged weights, and an untrained one. */
export async function playRow(row: LearnRow, options: PlayOptions): Promise<Played> {
  const { share, quiet, tell } = options;
  const began = performance.now();
  const { images, batchSize } = presetRun(row);
  const samples = Math.max(1_000, Math.round(share * row.judge.samples));
  const judge = await row.judge.open({ samples, quiet });
  try {
    tell('untrained');
    const untrained = await measuredOnce(row, options, judge);
    const shown = (part: number): number => Math.max(batchSize, Math.round(images * share * part));
    tell(`trained, ${shown(1).toLocaleString('en')} images`);
    const trained = await trainedOnce(row, { ...options, judge, images: shown(1), moves: true });
    tell(`the generator's rate at 0, ${shown(STILL_SHARE).toLocaleString('en')} images`);
    const still = await trainedOnce(row, { ...options, judge, images: shown(STILL_SHARE), moves: false });
    return {
      figures: { trained: trained.figures, untrained, still: still.figures },
      images: { trained: trained.images, still: still.images },
      samples,
      batchSize,
      seconds: { training: trained.seconds, all: (performance.now() - began) / 1000 },
    };
  } finally {
    judge.dispose();
  }
}

const systemOf = (row: LearnRow, seed: number): CreatedSystem =>
  createSystem(row.system, { ...findPreset(row.system, row.preset).config, seed });

async function measuredOnce(row: LearnRow, { seed }: PlayOptions, judge: OpenJudge): Promise<Figures> {
  const system = systemOf(row, seed);
  try {
    return await judge.measure(system);
  } finally {
    system.dispose();
  }
}

interface TrainedOptions extends PlayOptions {
  readonly judge: OpenJudge;
  readonly images: number;
  /** Whether the generator learns. */
  readonly moves: boolean;
}

/** The figures after the last step, by the weights that the run has averaged. */
async function trainedOnce(row: LearnRow, options: TrainedOptions): Promise<{ figures: Figures; images: number; seconds: number }> {
  const { seed, quiet, judge, images, moves, picture } = options;
  const { batchSize, ema } = presetRun(row);
  const system = systemOf(row, seed);
  let figures: Figures = {};
  const measure = async (): Promise<void> => {
    figures = await judge.measure(system);
    if (!moves) return;
    const samples = system.sample(PICTURED, { random: randomStream(0).split('picture') });
    await picture(samples);
    samples.dispose();
  };
  let seconds = 0;
  const atEnd: Observer = {
    async step(event) {
      if (event.imagesSeen < event.images) return;
      seconds = event.seconds;
      await (event.ema ? event.ema.during(measure) : measure());
    },
  };
  try {
    const summary = await train(system, await row.data(), {
      ...{ images, batchSize, seed, quiet, rates: ratesOf(row, system, moves), observers: [atEnd] },
      ...(ema === undefined ? {} : { ema }),
    });
    return { figures, images: summary.images, seconds };
  } finally {
    system.dispose();
  }
}

/** The preset's schedule for every optimizer; 0 for those of the generator where it stands still. */
export function ratesOf(row: LearnRow, { state }: Pick<GanSystem<ImageBatch>, 'state'>, moves: boolean): RateSchedules {
  const { rates: rate } = presetRun(row);
  const keys = Object.keys(state).filter((key) => 'learningRate' in state[key]!);
  const stopped = keys.filter((key) => row.generators?.includes(key) ?? key.startsWith('generator'));
  check(stopped.length > 0, () => {
    return `learn: '${row.name}' must have an optimizer of a generator to stop. Got ${keys.join(', ') || 'none'}. Name it in the row's 'generators'.`;
  });
  return Object.fromEntries(keys.map((key) => [key, moves || !stopped.includes(key) ? rate : () => 0]));
}
