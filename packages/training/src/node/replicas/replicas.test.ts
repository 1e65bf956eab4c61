import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentOf, type GanResult, type GanRun, trainGan } from '../../../tests/replicas/trainGan';
import { NonFiniteError } from '../../nonFiniteError';
import type { Observer } from '../../observer';

const STEPS = 24;
let folder = '';
let one: GanResult;
let two: GanResult;
const tensors: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ganblocks-replicas-'));
  one = await trainGan({ steps: STEPS, microBatchSize: 6 });
  const count: Observer = { step: () => void tensors.push(tf.memory().numTensors) };
  two = await trainGan({ steps: STEPS, replicas: 2 }, { observers: [count] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const last = ({ checkpoints }: GanResult): unknown => contentOf(checkpoints.at(-1));
const error = (run: GanRun, more: Parameters<typeof trainGan>[1] = {}): Promise<Error> =>
  trainGan(run, more).then(() => new Error('nothing was wrong'), (wrong: unknown) => wrong as Error); // prettier-ignore

describe('replicas', () => {
  test('train as one process does with their parts as micro-batches, bit for bit: losses, weights, moments, averages, state, in flat memory', () => {
    expect(one.losses).toHaveLength(STEPS);
    expect(two.losses).toEqual(one.losses);
    expect(two.checkpoints.map(contentOf)).toEqual(one.checkpoints.map(contentOf));
    expect([tensors.length, new Set(tensors).size]).toEqual([STEPS, 1]);
    expect(two.summary).toMatchObject({ steps: STEPS, images: STEPS * 12, losses: one.summary.losses });
  });

  test('take several parts each, however many they are', async () => {
    const [alone, three] = [await trainGan({ steps: 6, microBatchSize: 2 }), await trainGan({ steps: 6, microBatchSize: 2, replicas: 3 })];
    expect(three.losses).toEqual(alone.losses);
    expect(last(three)).toEqual(last(alone));
    expect(alone.losses).not.toEqual(one.losses.slice(0, 6));
  });

  test('go on from where other numbers of replicas have come to', async () => {
    const rest = await trainGan({ steps: STEPS, microBatchSize: 6 }, { resume: two.checkpoints[8]! });
    const together = await trainGan({ steps: STEPS, replicas: 2 }, { resume: one.checkpoints[8]! });
    expect(rest.losses).toEqual(one.losses.slice(9));
    expect(together.losses).toEqual(one.losses.slice(9));
    expect([last(rest), last(together)]).toEqual([last(one), last(one)]);
  });

  test('only the first writes and observes; it ends the others when it is asked to stop', async () => {
    const run = join(folder, 'stopped');
    const steps: number[] = [];
    const stop: Observer = {
      step(event) {
        steps.push(event.step);
        if (event.step === 4) event.stop('enough');
      },
    };
    const { summary } = await trainGan({ steps: STEPS, replicas: 2 }, { run, observers: [stop] });
    expect(steps).toEqual([1, 2, 3, 4]);
    expect(summary).toMatchObject({ steps: 4, stopped: 'enough', losses: one.losses[3] });
    expect(JSON.parse(readFileSync(join(run, 'config.json'), 'utf8'))).toMatchObject({ replicas: 2 });
    expect(readFileSync(join(run, 'log.jsonl'), 'utf8').trim().split('\n')).toHaveLength(4);
  });
});

describe('a replica that fails ends the run with its error', () => {
  test.each([
    ['throws', 'train: replica 1 has failed, and with it the run: the disk is gone'],
    ['exits', 'train: replica 1 has failed, and with it the run: its thread ended before the run did.'],
  ] as const)('%s', async (trouble, message) => {
    const before = tf.memory().numTensors;
    const run = join(folder, trouble);
    const failure = await error({ steps: STEPS, replicas: 2, trouble }, { run });
    expect(failure.message).toContain(message);
    expect(JSON.parse(readFileSync(join(run, 'failure.json'), 'utf8'))).toMatchObject({ message: failure.message });
    expect(readdirSync(run).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('what ends the first replica ends the others', async () => {
    const failing: Observer = {
      step: ({ step }) => {
        if (step === 3) throw new Error('no room');
      },
    };
    expect((await error({ steps: STEPS, replicas: 2 }, { observers: [failing] })).message).toBe('no room');
  });

  test('a loss that is no number sends all back together, and stops all', async () => {
    const gone: number[] = [];
    const noted: Observer = { recover: ({ step }) => void gone.push(step) };
    const stopped = await error({ steps: STEPS, replicas: 2, trouble: 'nan', recover: true }, { observers: [noted] });
    expect(stopped).toBeInstanceOf(NonFiniteError);
    expect(stopped.message).toContain("term 'real' of 'discriminator' in step 3");
    expect(gone).toEqual([2]);
  });

  test('what cannot be divided is told before anything is trained', async () => {
    const refused = async (run: Omit<GanRun, 'steps'>, message: string): Promise<void> => {
      const path = join(folder, 'refused');
      expect((await error({ steps: 2, ...run }, { run: path })).message).toContain(message);
      expect(existsSync(path)).toBe(false);
    };
    await refused({ replicas: 2, batchSize: 5 }, "the batch must be a multiple of 2, for 2 replicas to have as many samples each. Got 5 in phase 'train'. Use 6."); // prettier-ignore
    await refused(
      { replicas: 2, microBatchSize: 4 },
      'must be a multiple of 8, for 2 replicas to have as many samples each. Got 12 in parts of 4',
    );
    await refused({ replicas: 0 }, 'train: replicas.count must be a whole number from 1 to 64. Got 0.');
    await refused({ replicas: 2, timeLimit: 0 }, 'replicas.timeLimit must be a number of seconds above 0');
  });
});
