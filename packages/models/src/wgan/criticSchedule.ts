import type { WganConfig } from './config';

type ScheduleKeys = 'criticSteps' | 'longSteps' | 'longAtFirst' | 'longEvery';

/**
 * How many updates the critic has in a round, counted from 0: `longSteps` in the first `longAtFirst` and in each `longEvery`-th, else
 * `criticSteps`.
 *
 * @example criticSchedule({ criticSteps: 5, longSteps: 100, longAtFirst: 25, longEvery: 500 })(24); // 100
 */
export const criticSchedule =
  ({ criticSteps, longSteps, longAtFirst, longEvery }: Pick<WganConfig, ScheduleKeys>) =>
  (round: number): number =>
    round < longAtFirst || round % longEvery === 0 ? longSteps : criticSteps;
