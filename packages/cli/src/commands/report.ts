import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { printable } from '@ganblocks/core';
import { writeReport } from '@ganblocks/training/node';
import { checkUsage } from '../usageError';
import type { Command } from './command';

export const report: Command = {
  spec: {
    name: 'report',
    summary:
      'Writes report.html into the folder of a run: curves, sheets of samples over time, settings, figures. It opens in any browser, offline.',
    usage: 'RUN',
    words: { least: 1, most: 1 },
    examples: [{ command: 'report runs/00001-dcgan-mnist', does: 'Also while the run goes on.' }],
    options: {},
    notes: ['Prints the path of the page on standard output.'],
  },
  async run({ words: [path = ''] }, terminal) {
    checkUsage(
      existsSync(path),
      () => `there is no run at '${printable(path, 200)}'. Give the folder of a run, such as runs/00001-dcgan-mnist.`,
    );
    terminal.out(relative('', await writeReport(path)));
    return 0;
  },
};
