#!/usr/bin/env node
import { isReplica } from '@ganblocks/training/node';
import { main } from './main';
import { joinRun } from './run/joinRun';

// `ganblocks list | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const words = process.argv.slice(2);
if (isReplica()) void joinRun(words[0] ?? '');
else
  void main(words).then((exitCode) => {
    process.exitCode = exitCode;
  });
