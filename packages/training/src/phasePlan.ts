import { check, type Phase } from '@ganblocks/core';

/** A phase with its place in the run. */
export interface PlannedPhase {
  readonly index: number;
  readonly phase: Phase;
  /** Images shown before it begins. */
  readonly from: number;
  /** It lasts until this many images have been shown. */
  readonly to: number;
  readonly batchSize: number;
  /** Undefined: the data set's own. */
  readonly resolution: number | undefined;
}

/** What phases may override, and how long they last together. */
export interface PlanOptions {
  readonly images: number;
  readonly batchSize: number;
  readonly resolution: number | undefined;
}

/**
 * Lays the phases of a system over a run of `images`: each takes its own `images`, the last what is left; phases that begin after the end of
 * the run are dropped. `data` of a phase overrides batch size and resolution.
 *
 * @throws GanError where there is no phase, or one before the last has no number of images.
 * @example phasePlan([{ name: 'warmUp', images: 100 }, { name: 'train' }], { images: 1000, batchSize: 10, resolution: 32 }); // from 0 to 100, from 100 to 1000
 */
export function phasePlan(phases: readonly Phase[], { images, batchSize, resolution }: PlanOptions): readonly PlannedPhase[] {
  check(phases.length > 0, () => "train: a system needs at least one phase. Got none. Give it phases: [{ name: 'train' }].");
  const planned: PlannedPhase[] = [];
  let from = 0;
  for (const [index, phase] of phases.entries()) {
    const to = index === phases.length - 1 ? images : Math.min(images, from + lengthOf(phase));
    if (to <= from) break;
    planned.push({ index, phase, from, to, ...dataOf(phase, batchSize, resolution) });
    from = to;
  }
  return planned;
}

/** How far a phase has come at `imagesSeen`, in [0, 1]. */
export function phaseProgress({ from, to }: PlannedPhase, imagesSeen: number): number {
  return Math.min(1, Math.max(0, (imagesSeen - from) / (to - from)));
}

function lengthOf({ name, images }: Phase): number {
  check(images !== undefined && Number.isInteger(images) && images > 0, () => {
    return `train: each phase before the last needs a whole number of images above 0. Got ${String(images)} for phase '${name}'. Set its images.`;
  });
  return images;
}

function dataOf(
  { name, data = {} }: Phase,
  batchSize: number,
  resolution: number | undefined,
): { batchSize: number; resolution: number | undefined } {
  const size = data.batchSize ?? batchSize;
  check(Number.isInteger(size) && size > 0, () => {
    return `train: batchSize must be a whole number above 0. Got ${size} in phase '${name}'. Use 64, or less where memory is short.`;
  });
  return { batchSize: size, resolution: data.resolution ?? resolution };
}
