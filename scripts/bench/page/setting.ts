import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';

/** Where, when and with what something was measured. */
export interface Setting {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly tfjs: string;
  /** The commit that was measured, with a `+` where files differed from it; empty outside of a repository. */
  readonly commit: string;
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** This machine, today. */
export const settingHere = (): Setting => ({
  date: new Date().toISOString().slice(0, 10),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  node: process.versions.node,
  tfjs: tf.version_core,
  commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'),
});

/** In words, with what else was there. */
export const settingText = ({ date, processor, cores, node, tfjs }: Setting, ...more: readonly string[]): string =>
  `Measured on ${date}: ${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}; ${[`Node ${node}`, `TensorFlow.js ${tfjs}`, ...more].join(', ')}.`;
