import { basename } from 'node:path';
import { newestCheckpoint } from '@ganblocks/training/node';
import { dataSpec } from '../data/dataSpec';
import { defined } from '../options/defined';
import { threadsOf } from '../options/threadsOf';
import { nextRun } from '../run/nextRun';
import { readCommand, type RunCommand } from '../run/runCommand';
import { sameCommand } from '../run/sameCommand';
import { trainRun } from '../run/trainRun';
import { checkUsage } from '../usageError';
import type { Command } from './command';
import { tellResult } from './tellResult';
import { trainCommand } from './trainCommand';
import { trainSpec } from './trainSpec';

export const train: Command = {
  spec: trainSpec,
  async run(given, terminal) {
    const command = trainCommand(given);
    checkUsage(!given.has('resume') || given.has('run'), () => '--resume needs the folder: --run FOLDER. Name the same one each time.');
    const run = given.text('run') ?? (await nextRun('runs', command.system, dataName(command)));
    const found = given.has('resume') ? (await newestCheckpoint(run)).found : undefined;
    const begun = found && (await readCommand(run));
    const quiet = given.has('quiet');
    const trained = await trainRun(begun ? sameCommand(begun, command) : command, {
      ...{ run, quiet, terminal },
      ...defined({ threads: threadsOf(given) }),
      ...(found ? { resume: found.bytes } : {}),
    });
    return tellResult(trained, { run, json: given.has('json'), quiet, terminal });
  },
};

/** What a numbered folder calls the data: `mnist`, `emoji-fluent`, or the name of a folder or file. */
function dataName({ data }: RunCommand): string {
  const { source, argument } = dataSpec(data);
  if (argument === '') return source.name;
  if (source.holds === 'images' && source.isPath === true) {
    return ['folder', 'zip', 'parquet'].includes(source.name) ? basename(argument).replace(/\.(zip|parquet)$/i, '') : source.name;
  }
  return `${source.name}-${argument}`;
}
