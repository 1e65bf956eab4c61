import { randomStream } from '@ganblocks/core';
import { type CreatedSystem, createSystem } from '@ganblocks/models';
import type { Observer, RateSchedules } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { OpenJudge } from './judges/judge';
import type { LearnRow, Picture } from './row';
import type { Run } from './run';
import type { Figures } from './thresholds';

/** Of the sample picture. */
const PICTURED = 100;

export interface RunOptions {
  readonly seed: number;
  readonly judge: OpenJudge;
}

const systemOf = ({ system, config }: Run, seed: number): CreatedSystem => createSystem(system, { ...config, seed });

/** The figures of a run that has not begun. */
export async function untrainedFigures(run: Run, { seed, judge }: RunOptions): Promise<Figures> {
  const system = systemOf(run, seed);
  try {
    return await judge.measure(system);
  } finally {
    system.dispose();
  }
}

interface TrainRunOptions extends RunOptions {
  readonly data: LearnRow['data'];
  /** Images to show. */
  readonly images: number;
  readonly quiet: boolean;
  readonly rates: (system: CreatedSystem) => RateSchedules;
  /** Sees pictures of the trained system, which are freed afterwards: `samples`, and those that the row has. Default: nobody does. */
  readonly show?: (name: string, images: Tensor4D) => Promise<void>;
  readonly pictures?: LearnRow['pictures'];
}

interface TrainedRun {
  readonly figures: Figures;
  readonly images: number;
  readonly seconds: number;
}

/** The figures after the last step, by the weights that the run has averaged. */
export async function trainRun(run: Run, options: TrainRunOptions): Promise<TrainedRun> {
  const { seed, judge, data, images, quiet, rates, show, pictures } = options;
  const { batchSize, ema } = run.options;
  const system = systemOf(run, seed);
  let figures: Figures = {};
  let seconds = 0;
  const measure = async (): Promise<void> => {
    figures = await judge.measure(system);
    if (!show) return;
    for (const [name, picture] of Object.entries({ samples, ...pictures })) {
      const images = await picture(system, randomStream(0).split('picture'));
      await show(name, images);
      images.dispose();
    }
  };
  const atEnd: Observer = {
    async step(event) {
      if (event.imagesSeen < event.images) return;
      seconds = event.seconds;
      await (event.ema ? event.ema.during(measure) : measure());
    },
  };
  try {
    const summary = await train(system, await data(), {
      ...{ images, batchSize, seed, quiet, rates: rates(system), observers: [atEnd] },
      ...(ema === undefined ? {} : { ema }),
    });
    return { figures, images: summary.images, seconds };
  } finally {
    system.dispose();
  }
}

/** In classes in turn where the system knows them. */
const samples: Picture = (system, random) => system.sample(PICTURED, { random });
