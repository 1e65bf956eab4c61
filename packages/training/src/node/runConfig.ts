import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import type { RunStart } from '../observer';
import { RUN_FORMAT } from './claimFolder';

const PACKAGES = ['core', 'backends', 'layers', 'losses', 'models', 'metrics', 'data', 'training'].map((name) => `@ganblocks/${name}`);

/** The content of `config.json`: all that is needed to run the same again. */
export function runConfig({ settings, step, imagesSeen }: RunStart): object {
  return {
    format: RUN_FORMAT,
    version: 1,
    date: new Date().toISOString(),
    ...(step > 0 ? { resumedFrom: { step, images: imagesSeen } } : {}),
    ...settings,
    backend: tf.getBackend(),
    versions: versions(),
  };
}

/** Versions of Node.js, TensorFlow.js and the packages of this project that are installed beside this one. */
function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const packages = PACKAGES.flatMap((name) => {
    try {
      const { version } = require(`${name}/package.json`) as { version: string };
      return [[name, version] as const];
    } catch {
      return [];
    }
  });
  return { node: process.versions.node, '@tensorflow/tfjs-core': tf.version_core, ...Object.fromEntries(packages) };
}
