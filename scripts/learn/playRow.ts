import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LearnRow } from './row';
import { movingRates, type Run, runOf, stillRates } from './run';
import { trainRun, untrainedFigures } from './trainRun';
import type { ArmFigures, Figures } from './thresholds';

/** The run whose generator stands still shows so many of the images: what does not move does not need them. */
const STILL_SHARE = 0.1;

export interface PlayOptions {
  readonly seed: number;
  /** Part of the presets' images, and of the judge's samples. */
  readonly share: number;
  readonly quiet: boolean;
  readonly tell: (line: string) => void;
  /** Pictures of the trained system and of those beside it, by the run's name and their own; freed afterwards. */
  readonly picture: (arm: string, name: string, images: Tensor4D) => Promise<void>;
}

/** What a row has shown. */
export interface Played {
  readonly figures: ArmFigures;
  /** Images shown to the trained system, to the one whose generator stood still, and to those beside. */
  readonly images: { readonly trained: number; readonly still: number } & Readonly<Record<string, number>>;
  /** Samples behind each figure. */
  readonly samples: number;
  readonly batchSize: number;
  /** Of the trained run, and of all together. */
  readonly seconds: { readonly training: number; readonly all: number };
}

/**
 * Trains a row's system, one whose generator stands still, and those beside it; measures all of them with their averaged weights, and an untrained
 * one.
 */
export async function playRow(row: LearnRow, { seed, share, quiet, tell, picture }: PlayOptions): Promise<Played> {
  const { data, beside = [] } = row;
  const began = performance.now();
  const own = runOf(row);
  const { batchSize } = own.options;
  const shown = (run: Run, part = 1): number => Math.max(run.options.batchSize, Math.round(run.options.images * share * part));
  const told = (arm: string, run: Run, part = 1): void => tell(`${arm}, ${shown(run, part).toLocaleString('en')} images`);
  const samples = Math.max(1_000, Math.round(share * row.judge.samples));
  const judge = await row.judge.open({ samples, quiet });
  const common = { seed, judge, data, quiet };

  const moving = (arm: string, run: Run) => {
    told(arm, run);
    const show = (name: string, drawn: Tensor4D): Promise<void> => picture(arm, name, drawn);
    return trainRun(run, {
      ...{ ...common, images: shown(run), rates: (system) => movingRates(run, system), show },
      ...(row.pictures && { pictures: row.pictures }),
    });
  };

  try {
    tell('untrained');
    const untrained = await untrainedFigures(own, common);
    const trained = await moving('trained', own);
    told("the generator's rate at 0", own, STILL_SHARE);
    const still = await trainRun(own, { ...common, images: shown(own, STILL_SHARE), rates: (system) => stillRates(own, system, row) });
    const besideFigures: Record<string, Figures> = {};
    const besideImages: Record<string, number> = {};
    for (const arm of beside) {
      const done = await moving(arm.name, runOf(row, arm));
      besideFigures[arm.name] = done.figures;
      besideImages[arm.name] = done.images;
    }
    return {
      figures: { trained: trained.figures, untrained, still: still.figures, ...besideFigures },
      images: { trained: trained.images, still: still.images, ...besideImages },
      samples,
      batchSize,
      seconds: { training: trained.seconds, all: (performance.now() - began) / 1000 },
    };
  } finally {
    judge.dispose();
  }
}
