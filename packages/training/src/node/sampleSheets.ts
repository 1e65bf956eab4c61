import { join } from 'node:path';
import { samplePicture } from '@ganblocks/data';
import { encodePng } from '@ganblocks/data/node';
import { everyImages } from '../everyImages';
import type { Moment, Observer } from '../observer';
import { writeAtomically } from './writeAtomically';

export interface SampleSheetOptions {
  /** Images of training between two sheets. */
  readonly every: number;
  /** Images on a sheet. */
  readonly count: number;
  readonly columns: number;
}

/**
 * An observer that draws sheets of samples, of the same latents each time and with the averaged weights: `samples/000000.png` by images
 * shown, before the first step, every `every` images and at the end; `samples.png` is the latest.
 */
export function sampleSheets(folder: string, { every, count, columns }: SampleSheetOptions): Observer {
  const draw = async (moment: Moment): Promise<void> => {
    const samples = await moment.sample(count);
    try {
      const png = encodePng(await samplePicture(samples, { columns: Math.min(columns, count) }));
      await writeAtomically(join(folder, 'samples', `${String(moment.imagesSeen).padStart(6, '0')}.png`), png);
      await writeAtomically(join(folder, 'samples.png'), png);
    } finally {
      samples.dispose();
    }
  };
  return everyImages(every, draw, { atStart: true, atEnd: true });
}
