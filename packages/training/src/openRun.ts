import {
  check,
  printable,
  randomStream,
  restoreRandomStream,
  type Dataset,
  type GanSystem,
  type RandomStream,
  type StreamRequest,
} from '@ganblocks/core';
import { batchSource, type BatchSource } from './batchSource';
import { beginPhases } from './checkpoint/beginPhases';
import { readCheckpoint, type Checkpoint } from './checkpoint/readCheckpoint';
import { checkSystem, restoreCheckpoint } from './checkpoint/restoreCheckpoint';
import { evaluation, type Evaluation } from './evaluation';
import { phasePlan, type PlannedPhase } from './phasePlan';
import { scheduledRates, type ScheduledRates } from './rates';
import { runAverage, type RunAverage } from './runAverage';
import type { ResolvedSettings } from './trainOptions';

/** What a run works with, opened at its first step or at a checkpoint's. */
export interface OpenRun<Batch> {
  readonly plan: readonly PlannedPhase[];
  /** Its `phase` is the number of the phase begun last. */
  readonly at: { step: number; imagesSeen: number; seconds: number; phase: number };
  readonly root: RandomStream;
  readonly source: BatchSource<Batch>;
  readonly average: RunAverage;
  readonly rates: ScheduledRates;
  readonly evaluation: Evaluation;
}

/**
 * Opens a run at its beginning, or continues the one that `resume` is a checkpoint of.
 *
 * @throws GanError where plan or checkpoint do not fit; nothing stays open then.
 */
export async function openRun<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  settings: ResolvedSettings<Request>,
  resume: Uint8Array | undefined,
): Promise<OpenRun<Batch>> {
  if (resume) return resumedRun(system, data, settings, readCheckpoint(resume));
  const plan = phasePlan(system.phases, settings);
  const figures = evaluation(settings.evaluate);
  const root = randomStream(settings.seed ?? 0);
  const source = batchSource(data, root);
  beginPhases(system, 0);
  const rates = scheduledRates(system, settings.rates);
  const at = { step: 0, imagesSeen: 0, seconds: 0, phase: 0 };
  return orClosed({ plan, at, root, source, average: runAverage(system, settings.ema), rates, evaluation: figures }, async () => {
    await source.tryOut(plan);
    await source.open(plan[0]!);
  });
}

async function resumedRun<Batch, Request>(
  system: GanSystem<Batch, Request>,
  data: Dataset<Batch>,
  settings: ResolvedSettings<Request>,
  checkpoint: Checkpoint,
): Promise<OpenRun<Batch>> {
  const { info } = checkpoint;
  checkSystem(checkpoint, system);
  // A checkpoint may lie beyond a shorter run's end: then nothing is left to do, and its phase still has its place.
  const plan = phasePlan(system.phases, { ...settings, images: Math.max(settings.images, info.imagesSeen) });
  const root = restoreRandomStream(info.random);
  const planned = plan[info.phase.index];
  check(planned !== undefined && info.imagesSeen >= planned.from, () => {
    return `train: the checkpoint's ${info.imagesSeen} images must reach its phase ${info.phase.index}, '${system.phases[info.phase.index]?.name}'. They end before it begins. The file is damaged, or the phases have been changed: use an earlier checkpoint.`;
  });
  checkSettings(checkpoint, settings.seed, planned);
  checkData(checkpoint, data);
  const figures = evaluation(settings.evaluate);
  figures.restore(info.figures);
  const source = batchSource(data, root);
  beginPhases(system, info.phase.index);
  const rates = scheduledRates(system, settings.rates);
  const average = runAverage(system, settings.ema);
  const at = { step: info.step, imagesSeen: info.imagesSeen, seconds: info.seconds, phase: info.phase.index };
  return orClosed({ plan, at, root, source, average, rates, evaluation: figures }, async () => {
    if (info.data) source.reopen(info.data.request);
    else await source.open(planned);
    restoreCheckpoint(checkpoint, { system, ema: average.ema, stream: info.data && source.current!.stream, begin: false });
    rates.resume(info.rates);
  });
}

/** A run continues exactly only with what it began with. */
function checkSettings({ info }: Checkpoint, seed: number | undefined, phase: PlannedPhase): void {
  const begun = Number(info.random['seed']);
  check(seed === undefined || seed === begun, () => `train: a resumed run keeps its seed, ${begun}. Got seed ${seed}. Leave seed out.`);
  if (!info.data) return;
  const [saved, wanted] = [requestWords(info.data.request), requestWords(phase)];
  check(
    saved === wanted,
    () => `train: a resumed run keeps its data as they were, ${saved}. Got ${wanted}. Pass the same, or start a new run.`,
  );
}

/** Another set, or more images, would come in another order. */
function checkData({ info }: Checkpoint, { name, size }: Pick<Dataset<unknown>, 'name' | 'size'>): void {
  const saved = info.data?.dataset;
  check(
    saved === undefined || (saved.name === name && saved.size === size),
    () =>
      `train: a resumed run keeps its data, '${printable(saved!.name)}' of ${saved!.size} images. Got '${name}' of ${size}. Pass the same, or start a new run.`,
  );
}

function requestWords({ batchSize, resolution }: Pick<StreamRequest, 'batchSize'> & { readonly resolution?: number | undefined }): string {
  return `batchSize ${batchSize}${resolution === undefined ? '' : ` and resolution ${resolution}`}`;
}

async function orClosed<Batch>(run: OpenRun<Batch>, finish: (run: OpenRun<Batch>) => Promise<void>): Promise<OpenRun<Batch>> {
  try {
    await finish(run);
    return run;
  } catch (error) {
    run.average.close();
    await run.source.close();
    throw error;
  }
}
