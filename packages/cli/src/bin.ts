#!/usr/bin/env node
import { main } from './main';

// `ganblocks list | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
