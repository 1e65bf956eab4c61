import { expect, test } from '@jest/globals';
import { schedule } from './schedule.mjs';

const graph = new Map([
  ['models', ['core', 'layers', 'losses']],
  ['layers', ['core']],
  ['losses', ['core', 'elsewhere']],
  ['core', []],
]);

test('runs each job once, after what it waits for, and no more at once than allowed', async () => {
  const ended: string[] = [];
  let running = 0;
  let most = 0;
  await schedule(
    graph,
    async (name) => {
      most = Math.max(most, ++running);
      for (const other of graph.get(name) ?? []) if (graph.has(other)) expect(ended).toContain(other);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      ended.push(name);
    },
    2,
  );
  expect(ended.sort()).toEqual(['core', 'layers', 'losses', 'models']);
  expect(most).toBe(2);
});

test('a failure stops what waits for it, and nothing else', async () => {
  const ended: string[] = [];
  const run = schedule(
    graph,
    async (name) => {
      if (name === 'layers') throw new Error('layers does not build');
      ended.push(name);
    },
    2,
  );
  await expect(run).rejects.toThrow('layers does not build\n\nmodels waits for layers.');
  expect(ended).toEqual(['core', 'losses']);
});

test('names a circle', async () => {
  const circle = new Map([
    ['a', ['b']],
    ['b', ['a']],
  ]);
  await expect(schedule(circle, async () => undefined, 2)).rejects.toThrow('in a circle: a, b.');
});
