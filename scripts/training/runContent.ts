import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint } from '@ganblocks/training';

/**
 * All that a run folder says about what was trained, and nothing about when: every line of the logs, every sheet and chart, every number of the
 * checkpoints. Two runs that are the same bit for bit have the same.
 */
export function runContent(run: string): Readonly<Record<string, unknown>> {
  const sheets = readdirSync(join(run, 'samples')).map((name) => join('samples', name));
  const bytes = ['samples.png', 'losses.svg', ...sheets].map((name) => [name, hashOf(readFileSync(join(run, name)))] as const);
  const lines = ['log.jsonl', 'metrics.jsonl'].map((name) => [name, linesOf(join(run, name))] as const);
  const states = ['checkpoint.safetensors', 'best.safetensors'].map((name) => [name, stateOf(join(run, name))] as const);
  return Object.fromEntries<unknown>([...bytes, ...lines, ...states]);
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function linesOf(path: string): readonly object[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as object), seconds: 0 }));
}

function stateOf(path: string): object {
  const { info, tensors } = readCheckpoint(readFileSync(path));
  const hashes = [...tensors].map(([name, { shape, data }]) => {
    return [name, shape, hashOf(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))] as const;
  });
  return { ...info, seconds: 0, tensors: hashes };
}
