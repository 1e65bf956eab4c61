import { extname } from 'node:path';
import { createSystem } from '@ganblocks/models';
import { collapseWatch, readCheckpoint, type TrainingSummary } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import { dataSpec } from '../data/dataSpec';
import { checkKind, openData, wantedBy } from '../data/openData';
import { readingNotes } from '../data/readingNotes';
import { defined } from '../options/defined';
import { chooseMetrics } from '../metrics/metrics';
import { openPanel, type Panel } from '../metrics/panel';
import type { Terminal } from '../terminal';
import { augmentSpec } from '../training/augmentSpec';
import { rateSpec } from '../training/rateSpec';
import { describeRun } from './describeRun';
import { findSystem } from './findSystem';
import { goOnWords } from './goOnWords';
import { commandFile, type RunCommand } from './runCommand';
import { runFigures } from './runFigures';
import { startBackend } from './startBackend';

export interface TrainRunOptions {
  readonly run: string;
  /** Bytes of the checkpoint that the run goes on from. */
  readonly resume?: Uint8Array;
  readonly quiet: boolean;
  /** Of the wasm backend. Default: all cores; one for each of several replicas. */
  readonly threads?: number;
  readonly terminal: Terminal;
}

/** The program itself: what each further replica runs; see `joinRun`. */
const script = new URL(`../bin${extname(import.meta.url)}`, import.meta.url);

/** What a process that was asked to end ends with. */
const EXIT_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

/** What has become of a run. */
export interface TrainedRun {
  readonly summary: TrainingSummary;
  /** What the process is to end with: 0, or 130 after Ctrl+C. */
  readonly exitCode: number;
}

/**
 * Does what a command says: builds the system, opens the data, trains, keeps the run in its folder.
 *
 * @throws UsageError where the command does not fit together; GanError where something does not work out.
 */
export async function trainRun(wish: RunCommand, { run, resume, quiet, threads, terminal }: TrainRunOptions): Promise<TrainedRun> {
  const note = quiet ? () => undefined : (line: string) => terminal.err(line);
  const wanted = wantedBy(wish.system, findSystem(wish.system).learns(wish.config), wish.config);
  const spec = dataSpec(wish.data);
  checkKind(spec, wanted);
  const chosen = wish.evaluate && chooseMetrics(wish.evaluate.metrics, wanted);
  const [rates, augmentation] = [wish.rates && rateSpec(wish.rates), wish.augment && augmentSpec(wish.augment)];

  const backend = await startBackend(wish.backend, threads ?? ((wish.replicas ?? 1) > 1 ? 1 : undefined));
  const command = { ...wish, backend: backend.name };
  const { skipBroken, cacheFolder } = command;
  const reading = { skipBroken, ...defined({ cacheFolder }), onProgress: readingNotes(note) };
  const labels = command.labels === undefined ? undefined : { perClass: command.labels, seed: command.seed };
  const data = await openData(spec, wanted, { ...reading, ...defined({ labels }), part: 'train', mirror: command.mirror });
  const closing: (() => Promise<void> | void)[] = [() => data.close()];
  try {
    const panel = chosen && (await comparedWith(() => openData(spec, wanted, { ...reading, part: 'test' }), chosen));
    if (panel) closing.push(() => panel.dispose());
    const system = createSystem(command.system, command.config);
    closing.push(() => system.dispose());
    const from = resume && readCheckpoint(resume).info.imagesSeen;
    const { dataset, table } = data;
    note(
      describeRun({
        ...{ command, system, dataset, backend: backend.line, run },
        ...(table && { imageShape: table.imageShape }),
        ...(from === undefined ? {} : { from }),
      }),
    );
    const { images, batchSize, seed, ema, microBatchSize, sampleEvery, checkpointEvery, keep } = command;
    const summary = await train(system, dataset, {
      ...(augmentation ? { augment: augmentation } : {}),
      ...{ images, batchSize, run, quiet, tensorBoard: command.tensorBoard, note: (line: string) => terminal.err(goOnWords(line, run)) },
      ...(resume ? { resume } : { seed }),
      ...(ema === undefined ? {} : { ema }),
      ...(rates ? { rates } : {}),
      ...(panel && command.evaluate ? { evaluate: runFigures(panel, command.evaluate, seed) } : {}),
      ...defined({ microBatchSize, sampleEvery, checkpointEvery, keep }),
      ...(command.replicas === undefined ? {} : { replicas: { count: command.replicas, script, argv: [JSON.stringify(command)] } }),
      ...(command.recover ? { recover: {} } : {}),
      observers: [commandFile(run, command), ...(command.watch ? [collapseWatch({ data: dataset })] : [])],
    });
    return { summary, exitCode: EXIT_CODES[summary.stopped ?? ''] ?? 0 };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** A panel that has seen the data; the data is closed again. */
async function comparedWith(open: () => ReturnType<typeof openData>, chosen: ReturnType<typeof chooseMetrics>): Promise<Panel> {
  const reals = await open();
  try {
    return await openPanel(chosen, reals.table!);
  } finally {
    await reals.close();
  }
}
