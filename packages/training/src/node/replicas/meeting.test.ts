import { describe, expect, test } from '@jest/globals';
import { meetingIn } from './meeting';
import { place, sharedMemory } from './sharedMemory';
import { sumInMemory } from './sumInMemory';

describe('meetingIn', () => {
  test('gives up on one that does not come', () => {
    const meeting = meetingIn(sharedMemory(2, 4), 0, 0.05);
    expect(() => meeting.meet()).toThrow('within 0.05 s of the first. Replica 0 has waited longer.');
  });

  test('tells the first failure, whole or cut between characters, to all', () => {
    const memory = sharedMemory(3, 4);
    const [first, second] = [meetingIn(memory, 0, 1), meetingIn(memory, 1, 1)];
    expect(first.failure()).toBeUndefined();
    second.fail(new Error(`é${'界'.repeat(5000)}`));
    first.fail('another');
    expect(() => first.meet()).toThrow('train: replica 1 has failed, and with it the run: é界');
    const { message = '' } = second.failure() ?? {};
    expect(message.endsWith('界')).toBe(true);
    expect(message).not.toContain('\uFFFD');
  });
});

describe('sumInMemory', () => {
  /** A rank whose partners lay their numbers down at the first of two meetings, and take their shares of the sums. */
  const summed = (all: readonly (readonly number[])[], chunk: number): { own: Float32Array; meetings: number } => {
    const memory = sharedMemory(all.length, chunk);
    const slots = all.map((_, rank) => new Float32Array(memory.slots, 4 * chunk * rank, chunk));
    const sums = new Float32Array(memory.slots, 4 * chunk * all.length, chunk);
    const counts = new Int32Array(memory.control, 4 * place.counts);
    counts.set(all.map((values) => values.length));
    const own = Float32Array.from(all[0]!);
    let meetings = 0;
    sumInMemory(memory, 0, () => {
      const from = Math.floor(meetings / 2) * chunk;
      if (meetings++ % 2 === 0)
        for (const [rank, values] of all.entries()) slots[rank]!.set(rank === 0 ? own.subarray(from, from + chunk) : values.slice(from, from + chunk)); // prettier-ignore
      else for (let i = 0; i < chunk; i++) sums[i] = slots.reduce((sum, slot) => Math.fround(sum + slot[i]!), 0);
    })(own);
    return { own, meetings };
  };

  test('adds up in the order of the ranks, in float32, by chunks', () => {
    const [a, b, c] = [
      [1e8, 1, 2, 3, 0.1],
      [1, 10, 20, 30, 0.2],
      [-1e8, 100, 200, 300, 0.3],
    ];
    const { own, meetings } = summed([a, b, c], 2);
    // (1e8 + 1) - 1e8 is 0 in float32: 1 + (1e8 - 1e8) would be 1.
    expect([...own]).toEqual([0, 111, 222, 333, Math.fround(Math.fround(Math.fround(0.1) + Math.fround(0.2)) + Math.fround(0.3))]);
    expect(meetings).toBe(6);
    expect(summed([[], []], 2).meetings).toBe(2);
  });

  test('refuses other numbers of values', () => {
    expect(() => summed([[1, 2], [1]], 4)).toThrow('Got 2 at replica 0, 1 at replica 1. Their scripts build different networks');
  });
});
