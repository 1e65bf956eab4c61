import { describe, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { inOrder } from './inOrder';

describe('inOrder', () => {
  test('yields in order whatever ends first, errors too, and never runs more than asked', async () => {
    let running = 0;
    let most = 0;
    const work = async (index: number): Promise<number> => {
      most = Math.max(most, ++running);
      await setTimeout(index % 3 === 0 ? 5 : 1);
      running--;
      if (index === 4) throw new Error('four');
      return index;
    };
    const outcomes: unknown[] = [];
    for await (const outcome of inOrder(10, 3, work)) outcomes.push('value' in outcome ? outcome.value : outcome.error);
    expect(outcomes).toEqual([0, 1, 2, 3, new Error('four'), 5, 6, 7, 8, 9]);
    expect(most).toBe(3);
  });

  test('waits for what it has begun when it is left early', async () => {
    let running = 0;
    const work = async (): Promise<void> => {
      running++;
      await setTimeout(2);
      running--;
    };
    for await (const _ of inOrder(10, 4, work)) break;
    expect(running).toBe(0);
  });
});
