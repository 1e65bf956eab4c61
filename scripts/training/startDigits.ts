import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from '../workspace/packages.mjs';
import type { DigitsRun, DigitsStep } from './digitsRun';

/** How a process has ended, and what it has told. */
interface DigitsEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly steps: readonly DigitsStep[];
  readonly stderr: string;
}

/** A process that trains. */
export interface DigitsProcess {
  /** Resolves when a step is done, or the process has ended. */
  reached(step: number): Promise<void>;
  /** Resolves when stderr has a text, or the process has ended. */
  said(text: string): Promise<void>;
  send(signal: NodeJS.Signals): void;
  readonly end: Promise<DigitsEnd>;
}

const typescript = new URL('../workspace/typescript.mjs', import.meta.url).href;

/** Starts `digitsRun.ts` in a process of its own, without any wrapper: a signal reaches what trains. */
export function startDigits(options: DigitsRun): DigitsProcess {
  const child = spawn(process.execPath, ['--import', typescript, join(root, 'scripts/training/digitsRun.ts'), JSON.stringify(options)], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const steps: DigitsStep[] = [];
  let stderr = '';
  let over = false;
  let waiting: { readonly ready: () => boolean; readonly resolve: () => void }[] = [];
  const settle = (): void => {
    const [done, rest] = [waiting.filter(({ ready }) => over || ready()), waiting.filter(({ ready }) => !over && !ready())];
    waiting = rest;
    for (const { resolve } of done) resolve();
  };
  const when = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ ready, resolve });
      settle();
    });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    settle();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    steps.push(JSON.parse(line) as DigitsStep);
    settle();
  });
  const end = new Promise<DigitsEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      settle();
      resolve({ code, signal, steps, stderr });
    });
  });
  return {
    reached: (step) => when(() => (steps.at(-1)?.step ?? -1) >= step),
    said: (text) => when(() => stderr.includes(text)),
    send: (signal) => void child.kill(signal),
    end,
  };
}
