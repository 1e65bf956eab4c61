import { check } from '@ganblocks/core';
import { everyImages } from '../everyImages';
import type { Moment, Observer } from '../observer';
import { alarm, type Alarm } from './alarm';
import { collapseLook, type CollapseFigures, type CollapseLookOptions } from './collapseLook';
import { diversitySign } from './signs/diversity';
import { discriminatorSign } from './signs/discriminator';
import { gradientSign } from './signs/gradients';
import { collapseLimits, type CollapseLimits } from './signs/limits';
import type { Sign } from './signs/sign';
import { singularValueSign } from './signs/singularValues';
import { stretch } from './stretch';

export interface CollapseWatchOptions extends CollapseLookOptions {
  /** Images of training between two looks. Default: a fiftieth of the run. */
  readonly every?: number;
  /** Looks without a verdict at the beginning of a sitting and of each phase, from which it learns what is usual. Default 5. */
  readonly settle?: number;
  /** Looks in a row at which something must be bad before it is told; three times as many for `discriminator`. Default 2. */
  readonly patience?: number;
  /** Where bad begins. */
  readonly limits?: Partial<CollapseLimits>;
  /** Ends the run at the first warning. Default false. */
  readonly stop?: boolean;
  /** What each look has measured, for logs of your own. */
  readonly onLook?: (figures: CollapseFigures, at: Moment) => Promise<void> | void;
}

/**
 * An observer that warns when a run looks as if it collapses. It looks every so many images:
 * - `diversity`: samples have become alike, against real images (`data`) or against what the run's were;
 * - `discriminator`: it tells every real image from every sample (`data`), or its loss falls to nothing while the generator's grows;
 * - `singularValues`: the largest singular value of a kernel spikes, BigGAN's sign of a collapse;
 * - `gradients`: the mean norm of a network's gradient since the last look vanishes or spikes.
 *
 * Each is told once when it has lasted for `patience` looks (`Moment.warn`: progress, logs and the report have it), and again only after it has
 * ended. Numbers are held against running medians of at most 15 looks; those of bad looks are left out. A resumed run learns them anew.
 *
 * Samples come from the averaged weights (`Moment.sample`), which lag behind the live ones; the discriminator judges the live generator's. A look
 * draws `samples` images of each, has the discriminator judge them and as many real ones, and does a few products of each kernel with two
 * vectors; the first look is before the first step. Between looks it only adds up what steps report.
 * It changes nothing in the run: a watched run gives the same numbers.
 *
 * @throws GanError where an option is out of range; from `begin` where real images or the discriminator do not fit.
 * @see Brock et al. 2019, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", section 4, https://arxiv.org/abs/1809.11096
 * @example
 * await train(gan, digits, { images: 100_000, observers: [collapseWatch({ data: digits, stop: true })] });
 */
export function collapseWatch({
  every,
  settle = 5,
  patience = 2,
  limits,
  stop = false,
  onLook,
  ...measured
}: CollapseWatchOptions = {}): Observer {
  check(every === undefined || every > 0, () => {
    return `collapseWatch: every must be above 0. Got ${every}. Use how many images shall lie between two looks, or leave it out.`;
  });
  check(Number.isInteger(settle) && settle >= 0, () => {
    return `collapseWatch: settle must be a whole number from 0. Got ${settle}. Leave it out for 5.`;
  });
  check(Number.isInteger(patience) && patience > 0, () => {
    return `collapseWatch: patience must be a whole number from 1. Got ${patience}. Leave it out for 2.`;
  });
  const where = collapseLimits(limits);
  collapseLook(measured);

  let look = collapseLook(measured);
  let since = stretch();
  let signs = watched(where, patience);
  let phase = '';
  let looks = 0;
  let due: Observer = {};

  const figuresAt = async (moment: Moment): Promise<CollapseFigures> => {
    const figures = { ...(await look(moment)), ...since.take() };
    await onLook?.(figures, moment);
    return figures;
  };
  const judge = async (moment: Moment): Promise<void> => {
    const figures = await figuresAt(moment);
    if (moment.phase.name !== phase) [signs, phase, looks] = [watched(where, patience), moment.phase.name, 0];
    looks += 1;
    for (const { sign, alarm } of signs) {
      const { severity, seen } = sign.judge(figures);
      const settling = looks <= settle;
      if (settling || severity < 1) sign.note(figures);
      if (settling || !alarm.sees(severity, moment.imagesSeen)) continue;
      await moment.warn({ kind: sign.kind, message: messageOf(seen, sign, alarm.since!, moment) });
      if (stop) moment.stop(`${sign.kind}: ${seen}`);
    }
  };

  return {
    async begin(run) {
      [look, since, signs, phase, looks] = [collapseLook(measured), stretch(), watched(where, patience), run.phase.name, 0];
      due = everyImages(every ?? run.images / 50, judge);
      await due.begin?.(run);
      await figuresAt(run);
    },
    async step(event) {
      since.add(event);
      await due.step?.(event);
    },
    recover: () => void since.take(),
  };
}

const watched = (limits: CollapseLimits, patience: number): readonly { readonly sign: Sign; readonly alarm: Alarm }[] =>
  [diversitySign(limits), discriminatorSign(limits), singularValueSign(limits), gradientSign(limits)].map((sign) => ({
    ...{ sign, alarm: alarm({ patience: patience * sign.patience }) },
  }));

function messageOf(seen: string, { advice }: Sign, since: number, { imagesSeen }: Moment): string {
  const count = (images: number): string => images.toLocaleString('en-US');
  const when = since === imagesSeen ? `after ${count(since)} images` : `since ${count(since)} images, now ${count(imagesSeen)}`;
  return `${seen[0]!.toUpperCase()}${seen.slice(1)} (${when}). ${advice}`;
}
