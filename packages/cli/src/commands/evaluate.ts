import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { printable, randomStream, type RandomStream } from '@ganblocks/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { dataSpec } from '../data/dataSpec';
import { openData, wantedBy } from '../data/openData';
import { readingNotes } from '../data/readingNotes';
import { measuringNotes } from '../metrics/measuringNotes';
import { chooseMetrics } from '../metrics/metrics';
import { openPanel } from '../metrics/panel';
import { defined } from '../options/defined';
import { threadsOf } from '../options/threadsOf';
import { findCheckpoint } from '../run/findCheckpoint';
import { findSystem } from '../run/findSystem';
import { readCommand } from '../run/runCommand';
import { openSavedRun } from '../run/savedRun';
import { startBackend } from '../run/startBackend';
import { markdownTable } from '../text/markdownTable';
import { count, figure } from '../text/numbers';
import { checkUsage } from '../usageError';
import type { Command } from './command';
import { evaluateOptions, evaluateSpec } from './evaluateOptions';

export const evaluate: Command = {
  spec: evaluateSpec,
  async run(given, terminal) {
    const options = evaluateOptions(given);
    const note = (line: string): void => terminal.err(line);
    const found = await findCheckpoint(options.path, note);
    await startBackend(options.backend, threadsOf(given));
    const { folder, system, info, averaged } = openSavedRun(found, { averaged: options.averaged });
    const closing: (() => Promise<void> | void)[] = [() => system.dispose()];
    try {
      const wanted = wantedBy(system.name, findSystem(system.name).learns(system.config), system.config);
      const chosen = chooseMetrics(options.metrics, { ...wanted, ...defined({ extractor: options.extractor }) });
      const begun = await readCommand(folder);
      const text = options.data ?? begun?.data;
      checkUsage(text !== undefined, () => {
        return `evaluate: which data '${printable(options.path, 200)}' has learned from is not known, for it was not begun by 'ganblocks train'. Say it: --data mnist.`;
      });
      const data = await openData(dataSpec(text), wanted, {
        part: 'test',
        skipBroken: begun?.skipBroken ?? false,
        ...defined({ cacheFolder: begun?.cacheFolder }),
        onProgress: readingNotes(note),
      });
      closing.push(() => data.close());
      note(`${system.name} after ${count(info.imagesSeen)} images, ${averaged ? 'averaged weights' : 'weights as they were last'}`);
      const panel = await openPanel(chosen, data.table!, {
        reals: options.reals,
        onProgress: measuringNotes(note, 'looked at real images'),
      });
      closing.push(() => panel.dispose());

      const { samples, batchSize, seed } = options;
      const random = randomStream(seed).split('evaluation');
      const draw = (size: number, stream: RandomStream): Tensor4D => system.sample(size, { random: stream });
      const figures = await panel.measure(draw, { samples, batchSize, random, onProgress: measuringNotes(note, 'looked at samples') });
      const rows = panel.metrics.map(({ name, better }) => ({ name, value: figures[name] ?? NaN, better }));
      const result = {
        ...{ run: relative('', folder) || '.', images: info.imagesSeen, averaged, seed, samples, reals: panel.reals, data: text },
        ...{ realImages: data.table!.name, figures: Object.fromEntries(rows.map(({ name, value }) => [name, value])) },
        ...{ settings: panel.settings, extractors: panel.extractors, notes: panel.notes },
      };
      const file = options.out ?? join(folder, 'evaluation.json');
      const json = JSON.stringify(result, null, 2);
      await writeFile(file, `${json}\n`);
      note(`written to ${relative('', file)}`);
      terminal.out(options.json ? json : table(rows, samples, panel.reals));
      const whose = `Samples of seed ${seed}; real images of ${data.table!.name}.`;
      if (!options.json) for (const line of [whose, ...panel.notes]) terminal.out(`\n${line}`);
      return 0;
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};

function table(rows: readonly { name: string; value: number; better: string }[], samples: number, reals: number): string {
  const lines = rows.map(({ name, value, better }) => [name, figure(value), better, count(samples), count(reals)]);
  return markdownTable(['metric', 'value', 'better', 'samples', 'real images'], lines, { numbers: [1, 3, 4] });
}
