import { checkInteger } from '../config/resolveConfig';
import type { Game } from './adversarialOptions';

export interface UpdateCount {
  /** Updates of the discriminator in a round. */
  in(round: number): number;
  /** Those in all rounds before it. */
  before(round: number): number;
}

/** How often the discriminator is updated, from round to round; a schedule is added up once, however a run was resumed. */
export function updateCount({ name, discriminatorSteps }: Pick<Game, 'name' | 'discriminatorSteps'>): UpdateCount {
  if (typeof discriminatorSteps === 'number') return { in: () => discriminatorSteps, before: (round) => round * discriminatorSteps };
  let [counted, sum] = [0, 0];
  const stepsIn = (round: number): number => {
    const steps = discriminatorSteps(round);
    checkInteger(name, `discriminatorSteps(${round})`, steps, 1);
    return steps;
  };
  return {
    in: stepsIn,
    before(round) {
      if (round < counted) [counted, sum] = [0, 0];
      for (; counted < round; counted++) sum += stepsIn(counted);
      return sum;
    },
  };
}
