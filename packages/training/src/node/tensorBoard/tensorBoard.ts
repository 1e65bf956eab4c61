import { samplePicture } from '@ganblocks/data';
import { check } from '@ganblocks/core';
import { everyImages } from '../../everyImages';
import { flatLosses } from '../../lossReport';
import type { Figures, Moment, Observer, StepEvent } from '../../observer';
import { openEventFile, type EventFile } from './eventFile';
import { meanScalars } from './meanScalars';
import { imageValue, scalarValue, textValue, type SummaryValue } from './summary';
import { weightHistograms } from './weightHistograms';

export interface TensorBoardOptions {
  /** Images of training between two sheets of samples and two histograms of the weights. Default: a twentieth of the run. */
  readonly every?: number;
  /** Images between two points of a curve, each the mean of the steps since the one before. Default: a 2,000th of the run. */
  readonly scalarsEvery?: number;
  /** Images on a sheet; 0: no sheets. Default: 64. */
  readonly samples?: number;
  /** Images in a row of a sheet. Default: 8. */
  readonly columns?: number;
}

/**
 * An observer that writes TensorBoard event files into `folder`: losses, gradient norms, images a second and figures as scalars; sheets of
 * samples as images; the trained weights of each network as histograms; settings, warnings and what stopped the run as text.
 *
 * TensorBoard's step is the number of images shown, as papers count, so that runs of different batch sizes lie on one axis. Files are only
 * appended to. A resumed run opens a new file, which tells TensorBoard to forget what an interrupted one wrote after its checkpoint.
 *
 * @throws GanError, from `begin`, where an option is out of range or the folder cannot be written.
 * @example await train(gan, digits, { images: 60_000, observers: [tensorBoard('runs/digits')] });
 */
export function tensorBoard(folder: string, options: TensorBoardOptions = {}): Observer {
  const { samples = 64, columns = 8 } = options;
  let file: EventFile | undefined;
  let parts: readonly Observer[] = [];
  const curves = meanScalars();

  const write = async (step: number, values: readonly SummaryValue[]): Promise<void> => {
    if (values.length > 0) await file?.add(step, values);
  };
  const writeCurves = (step: number): Promise<void> =>
    write(
      step,
      curves.take().map(([tag, mean]) => scalarValue(tag, mean)),
    );
  const look = async (moment: Moment): Promise<void> => {
    const sheet = samples > 0 ? [await sheetOf(moment, samples, columns)] : [];
    await write(moment.imagesSeen, [...sheet, ...(await weightHistograms(moment.system))]);
  };
  const open = async (firstStep: number): Promise<void> => {
    await close();
    file = await openEventFile(folder, { firstStep });
  };
  const close = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.close();
  };

  let latest = 0;
  return {
    async begin(run) {
      const { every = Math.ceil(run.images / 20), scalarsEvery = Math.ceil(run.images / 2000) } = options;
      checkOptions({ every, scalarsEvery, samples, columns });
      // What was written at the checkpoint itself stays.
      await open(run.step === 0 ? 0 : run.imagesSeen + 1);
      latest = run.imagesSeen;
      await write(run.imagesSeen, [textValue('settings', code(JSON.stringify(run.settings, null, 2))), ...figureValues(run.figures)]);
      parts = [
        everyImages(scalarsEvery, ({ imagesSeen }) => writeCurves(imagesSeen), { atEnd: true }),
        everyImages(every, look, { atStart: true, atEnd: true }),
      ];
      for (const part of parts) await part.begin?.(run);
    },
    async step(event) {
      latest = event.imagesSeen;
      curves.add(stepScalars(event));
      await write(event.imagesSeen, figureValues(event.figures));
      for (const part of parts) await part.step?.(event);
    },
    warn: ({ kind, message }, { imagesSeen }) => write(imagesSeen, [textValue('warnings', `**${kind}**\n\n${code(message)}`)]),
    async recover(at, error) {
      curves.take();
      await open(at.imagesSeen + 1);
      latest = at.imagesSeen;
      await write(at.imagesSeen, [textValue('recoveries', code(error.message))]);
      for (const part of parts) await part.recover?.(at, error);
    },
    async end(summary) {
      for (const part of parts) await part.end?.(summary);
      if (summary.stopped !== undefined) await write(summary.images, [textValue('stopped', code(summary.stopped))]);
      await close();
    },
    async fail(error) {
      try {
        await writeCurves(latest);
        await write(latest, [textValue('stopped', code(error instanceof Error ? error.message : String(error)))]);
      } finally {
        await close();
      }
    },
  };
}

async function sheetOf(moment: Moment, count: number, columns: number): Promise<SummaryValue> {
  const samples = await moment.sample(count);
  try {
    return imageValue('samples', await samplePicture(samples, { columns: Math.min(columns, count) }));
  } finally {
    samples.dispose();
  }
}

function stepScalars({ losses, gradientNorms, imagesPerSecond }: StepEvent): (readonly [string, number])[] {
  const named = (prefix: string, values: Iterable<readonly [string, number]>): (readonly [string, number])[] =>
    [...values].map(([name, value]) => [`${prefix}/${name}`, value] as const);
  return [
    ...named('losses', flatLosses(losses)),
    ...named('gradientNorms', Object.entries(gradientNorms)),
    ['speed/imagesPerSecond', imagesPerSecond],
  ];
}

const figureValues = (figures: Figures): SummaryValue[] =>
  Object.entries(figures).map(([name, { value }]) => scalarValue(`figures/${name}`, value));

/** As a block of code: nothing in it is read as Markdown. */
const code = (text: string): string => text.replace(/^/gm, '    ');

function checkOptions({ every, scalarsEvery, samples, columns }: Required<TensorBoardOptions>): void {
  const expect = (fits: boolean, option: string, expected: string, received: number, remedy: string): void =>
    check(fits, () => `tensorBoard: ${option} must be ${expected}. Got ${received}. ${remedy}`);
  const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  expect(every > 0, 'every', 'a number of images above 0', every, 'Leave it out for 20 sheets a run.');
  expect(scalarsEvery > 0, 'scalarsEvery', 'a number of images above 0', scalarsEvery, 'Leave it out for 2,000 points a curve.');
  expect(isWhole(samples, 0), 'samples', 'a whole number from 0', samples, 'Use 64, or 0 for no sheets.');
  expect(isWhole(columns, 1), 'columns', 'a whole number above 0', columns, 'Use 8.');
}
