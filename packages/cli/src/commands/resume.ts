import { relative } from 'node:path';
import { check, printable } from '@ganblocks/core';
import { readCheckpoint } from '@ganblocks/training';
import { defined } from '../options/defined';
import type { Given } from '../options/given';
import { backendOption, threadsOption } from '../options/optionSpec';
import { threadsOf } from '../options/threadsOf';
import { wholeNumber } from '../options/values';
import { findCheckpoint } from '../run/findCheckpoint';
import { readCommand, type RunCommand } from '../run/runCommand';
import { trainRun } from '../run/trainRun';
import { count } from '../text/numbers';
import { checkUsage } from '../usageError';
import type { Command } from './command';
import { tellResult } from './tellResult';

export const resume: Command = {
  spec: {
    name: 'resume',
    summary: 'Goes on with a run from its newest whole checkpoint, bit for bit as if it had never stopped.',
    usage: 'RUN [options]',
    words: { least: 1, most: 1 },
    examples: [
      { command: 'resume runs/00001-dcgan-mnist', does: 'After Ctrl+C, a power cut, or a full disk.' },
      { command: 'resume runs/00001-dcgan-mnist --images 400k', does: 'A run that is done, twice as far.' },
    ],
    options: {
      images: { value: 'N', help: 'How many images the run shows in all, those shown before included. Default: as it was begun.' },
      replicas: { value: 'N', help: 'Threads that share each batch. Default: as it was begun; the parts of a batch stay.' },
      backend: { ...backendOption, help: 'What computes. Default: what the run was begun on; another gives slightly other numbers.' },
      threads: threadsOption,
      quiet: { help: 'Say nothing on the way.' },
      json: { help: 'Print the summary as JSON, instead of the folder.' },
    },
    notes: [
      'System, data and options are those of command.json and config.json in the folder. Rates that fall over the run fall later where --images is larger.',
    ],
  },
  async run(given, terminal) {
    const [path = ''] = given.words;
    const { folder, bytes } = await findCheckpoint(path, (line) => terminal.err(line));
    const begun = await readCommand(folder);
    check(begun !== undefined, () => {
      return `'${printable(path, 200)}' was not begun by 'ganblocks train': it has no command.json. Go on with it in its script: train(…, { run, resume: true }).`;
    });
    const text = given.text('images');
    const images = text === undefined ? undefined : wholeNumber('--images', text);
    const command = { ...begun, ...defined({ images, replicas: replicasOf(given, begun), backend: given.text('backend') }) };
    const { imagesSeen } = readCheckpoint(bytes).info;
    checkUsage(imagesSeen < command.images, () => {
      return `'${printable(path, 200)}' has shown all its ${count(command.images)} images. Say how many it is to show in all: --images ${2 * command.images}.`;
    });
    const run = relative('', folder) || '.';
    const quiet = given.has('quiet');
    const trained = await trainRun(command, { run, resume: bytes, quiet, terminal, ...defined({ threads: threadsOf(given) }) });
    return tellResult(trained, { run, json: given.has('json'), quiet, terminal });
  },
};

/** As many as share the run's parts of a batch evenly. */
function replicasOf(given: Given, { batchSize, microBatchSize = batchSize }: RunCommand): number | undefined {
  const text = given.text('replicas');
  if (text === undefined) return undefined;
  const replicas = wholeNumber('--replicas', text);
  const parts = batchSize / microBatchSize;
  checkUsage(parts % replicas === 0, () => {
    return `--replicas must divide the ${count(parts)} parts that the run takes a batch in. Got ${replicas}. A run is bit for bit the same with any number of replicas, but not with other parts.`;
  });
  return replicas;
}
