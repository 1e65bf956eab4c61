import { describe, expect, test } from '@jest/globals';
import { complaints } from './complaints';
import { conformancePage } from './conformancePage';
import { cellOf, valueCell, worse, worstOf } from './grade';
import type { Host } from './hosts/host';
import { keyOf } from './items';
import type { Item, Outcome } from './items';
import { matrixOf } from './matrix';
import { measureTarget } from './measureTarget';
import type { TargetResult } from './measureTarget';
import { surveyPage } from './surveyPage';
import { selectTargets } from './targets';

const derivative = (orders: (number | string)[], values: number[] = [1]): Outcome => ({
  kind: 'derivative',
  values,
  orders: orders.map((found, i) => (typeof found === 'number' ? { order: i + 1, error: found } : { order: i + 1, failure: found })),
});
const item = (name: string): Item => ({ kind: 'derivative', name });
const result = (target: string, outcomes: Record<string, Outcome>): TargetResult => ({
  target,
  backend: target,
  outcomes: new Map(Object.entries(outcomes).map(([name, outcome]) => [keyOf(item(name)), outcome])),
});

describe('grades', () => {
  test('an error below the tolerance is right, above it wrong, a throw is neither', () => {
    expect(cellOf(derivative([4e-3]), 1)).toEqual({ grade: 'ok', error: 4e-3 });
    expect(cellOf(derivative([6e-3]), 1)).toEqual({ grade: 'wrong', error: 6e-3 });
    expect(cellOf(derivative([1e-5, 'no gradient']), 2)).toEqual({ grade: 'throws', reason: 'no gradient' });
    expect(cellOf(derivative([1e-5]), 3)).toEqual({ grade: 'absent' });
    expect(cellOf({ kind: 'failed', reason: 'crashed' }, 1)).toEqual({ grade: 'throws', reason: 'crashed' });
  });

  test('the derivative of a constant is 0 and nothing else', () => {
    expect(cellOf(derivative([0]), 1, 'constant').grade).toBe('ok');
    expect(cellOf(derivative([1e-9]), 1, 'constant').grade).toBe('wrong');
  });

  test('values are compared with those of the oracle, NaN with NaN', () => {
    expect(valueCell(derivative([], [1, NaN]), derivative([], [1, NaN]))).toEqual({ grade: 'ok', error: 0 });
    expect(valueCell(derivative([], [1, 2]), derivative([], [1, NaN])).grade).toBe('wrong');
    expect(valueCell(derivative([], [1]), derivative([], [1, 2])).grade).toBe('wrong');
  });

  test('what is wrong in silence is worse than what throws, and that worse than a refusal', () => {
    const wrong = { grade: 'wrong', error: 1 } as const;
    const throws = { grade: 'throws', reason: '' } as const;
    const refused = { grade: 'refused', reason: '' } as const;
    expect([worse(wrong, throws), worse(refused, throws), worse(refused, { grade: 'ok', error: 0 })]).toEqual([wrong, throws, refused]);
  });
});

test('what is refused in part keeps the error of the rest', () => {
  const refused = { grade: 'refused', reason: 'use another' } as const;
  expect(worstOf([refused, { grade: 'ok', error: 1e-6 }, { grade: 'absent' }])).toEqual({
    grade: 'ok',
    error: 1e-6,
    partly: 'use another',
  });
  expect(worstOf([refused, refused])).toEqual(refused);
  expect(worstOf([{ grade: 'throws', reason: 'no' }, refused])).toEqual({ grade: 'throws', reason: 'no' });
});

describe('the pages', () => {
  const cases = [
    { name: 'tanh', op: 'tanh', order: 2 },
    { name: 'tanh of a row', op: 'tanh', order: 1 },
  ];
  const oracle = result('cpu', { tanh: derivative([1e-5, 2e-5]), 'tanh of a row': derivative([3e-5]) });
  const broken = result('wasm', { tanh: derivative([1e-5, 0.4]), 'tanh of a row': derivative(['no kernel'], [2]) });

  test('a row has the worst of its op, the values first', () => {
    const rows = matrixOf(cases, [oracle, broken], oracle);
    expect(rows.map(({ op, order }) => `${op} ${order}`)).toEqual(['tanh 0', 'tanh 1', 'tanh 2']);
    expect(rows[1]?.cells[0]).toEqual({ grade: 'ok', error: 3e-5 });
    expect(rows.map(({ cells }) => cells[1]?.grade)).toEqual(['wrong', 'throws', 'wrong']);
  });

  test('every fault is a complaint', () => {
    expect(complaints(oracle, cases.map(({ name }) => item(name)), oracle)).toEqual([]); // prettier-ignore
    expect(complaints(broken, cases.map(({ name }) => item(name)), oracle)).toEqual([
      'wasm: derivative: tanh: order 2: error 4e-1',
      'wasm: derivative: tanh of a row: values: error 1e+0',
      'wasm: derivative: tanh of a row: order 1: no kernel',
    ]); // prettier-ignore
  });

  test('the matrix marks faults and says what is not here', () => {
    const page = conformancePage(cases, [oracle, broken, { target: 'webgpu-node', absent: 'no adapter', outcomes: new Map() }]);
    expect(page).toContain('| `tanh` | 0 · 3e-5 · 2e-5 | **✗ 1e+0** · **✗** [1] · **✗ 4e-1** |');
    expect(page).toContain('1. no kernel');
    expect(page).toContain('| webgpu-node | not here: no adapter |');
  });

  test('the survey has stock beside ours', () => {
    const page = surveyPage(cases, [{ op: 'rand', kind: 'notDifferentiable', why: 'draws' }], { stock: [broken], ours: [oracle] });
    expect(page).toContain('| `tanh` | 3e-5 · 2e-5 | ! 1/2 · ✗ 4e-1 |');
    expect(page).toContain('| `rand` | draws |');
  });
});

describe('a host that ends', () => {
  const items = ['one', 'two', 'three'].map(item);
  const target = { name: 'here', host: 'node', backend: 'cpu' } as const;
  const outcome = derivative([1e-5]);

  test('costs the item that it was at, and the rest goes on', async () => {
    const asked: string[][] = [];
    const fragile: Host = {
      run: (job, onEvent) => {
        asked.push(job.items.map(({ name }) => name));
        onEvent({ event: 'ready', backend: 'cpu' });
        for (const one of job.items) {
          onEvent({ event: 'begun', item: one });
          if (one.name === 'two') return Promise.reject(new Error('it fell over'));
          onEvent({ event: 'done', item: one, outcome });
        }
        return Promise.resolve();
      },
    };
    const { outcomes } = await measureTarget({ target, flavour: 'ours', items, hosts: { node: fragile, chromium: fragile } });
    expect(asked).toEqual([['one', 'two', 'three'], ['three']]);
    expect([...outcomes.values()]).toEqual([outcome, { kind: 'failed', reason: 'it fell over' }, outcome]);
  });

  test('before it was ready is absent', async () => {
    const absent: Host = { run: () => Promise.reject(new Error('not installed')) };
    const found = await measureTarget({ target, flavour: 'ours', items, hosts: { node: absent, chromium: absent } });
    expect(found).toMatchObject({ target: 'here', absent: 'not installed' });
  });
});

test('targets are asked for by name', () => {
  expect(selectTargets('wasm,cpu').map(({ name }) => name)).toEqual(['wasm', 'cpu']);
  expect(selectTargets().length).toBe(7);
  expect(() => selectTargets('abacus')).toThrow(/expected names of cpu.*Got abacus/);
});
