import { describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { partDraws } from './partDraws';

const step = () => randomStream(3).split('step 5');

describe('partDraws', () => {
  test('outside of parts the numbers are those of the step, as if the parts had drawn nothing', () => {
    const [draws, plain] = [partDraws(step()), step()];
    expect(draws.random.next()).toBe(plain.next());
    const during = draws.update();
    during(0, () => draws.random.next());
    expect([draws.random.next(), draws.random.split('a').next()]).toEqual([plain.next(), plain.split('a').next()]);
    expect(draws.random.toJson()).toEqual(plain.toJson());
  });

  test('within a part they are its own, whichever parts were evaluated before, also of streams split off outside', () => {
    const numbersOf = (parts: readonly number[]): Record<number, number[]> => {
      const draws = partDraws(step());
      const early = draws.random.split('early').split('child');
      draws.random.next();
      const numbers: Record<number, number[]> = {};
      for (const update of [0, 1]) {
        const during = draws.update();
        for (const part of parts)
          during(part, () => {
            const { random } = draws;
            numbers[10 * update + part] = [random.next(), early.next(), early.next(), random.next(), random.split('late').next()];
          });
      }
      return numbers;
    };
    const all = numbersOf([0, 1, 2]);
    expect({ ...numbersOf([0, 2]), ...numbersOf([1]) }).toEqual(all);
    const drawn = Object.values(all).flat();
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('a part that throws leaves the numbers of the step', () => {
    const [draws, plain] = [partDraws(step()), step()];
    const fails = (): never => {
      throw new Error('no');
    };
    expect(() => draws.update()(0, fails)).toThrow('no');
    expect(draws.random.next()).toBe(plain.next());
  });
});
