import { check, type GanSystem, type Optimizer } from '@ganblocks/core';

/** Where a run stands when a rate is asked for. */
export interface RateMoment {
  readonly imagesSeen: number;
  /** Of the run. */
  readonly images: number;
  /** imagesSeen / images, in [0, 1]. */
  readonly progress: number;
  readonly phase: { readonly name: string; readonly progress: number };
}

/** What an optimizer's own learning rate is multiplied by; a function of the images shown alone, so that a resumed run goes on with it. */
export type RateSchedule = (at: RateMoment) => number;

/** One schedule for all optimizers, or one by key of `system.state`; those without one keep their rate. */
export type RateSchedules = RateSchedule | Readonly<Record<string, RateSchedule>>;

/** The learning rates of a system as a run's schedules have them. */
export interface ScheduledRates {
  /** Writes the rates of the coming step. */
  set(at: RateMoment): void;
  /** After a checkpoint has been restored, whose schedules multiplied `saved`: without a schedule, an optimizer has its own rate again. */
  resume(saved: Readonly<Record<string, number>>): void;
  /** Multiplies the rates of the present optimizers, those that schedules multiply as they are in `saved`. */
  lower(saved: Readonly<Record<string, number>>, factor: number): void;
  /** The rates that the schedules multiply, by key. */
  readonly base: Readonly<Record<string, number>>;
}

/** The optimizers of a system by their keys in `system.state`. */
export function optimizersOf({ state }: Pick<GanSystem<never>, 'state'>): ReadonlyMap<string, Optimizer> {
  return new Map(Object.entries(state).flatMap(([key, part]) => (isOptimizer(part) ? [[key, part] as const] : [])));
}

/**
 * Follows the schedules. An optimizer's own rate is the one that it has when it is first met: at the beginning, or when a phase has built it.
 *
 * @throws GanError where a schedule is of no optimizer; from `set` where it gives no finite number from 0.
 */
export function scheduledRates(system: Pick<GanSystem<never>, 'name' | 'state'>, schedules: RateSchedules | undefined): ScheduledRates {
  let base = new Map<Optimizer, number>();
  if (typeof schedules === 'object') checkKeys(system, schedules);

  const scheduleOf = (key: string): RateSchedule | undefined => (typeof schedules === 'function' ? schedules : schedules?.[key]);
  const meet = (restored: Readonly<Record<string, number>>): void => {
    const known = base;
    base = new Map();
    for (const [key, optimizer] of optimizersOf(system)) {
      if (scheduleOf(key)) base.set(optimizer, restored[key] ?? known.get(optimizer) ?? optimizer.learningRate);
    }
  };
  meet({});

  return {
    set(at) {
      meet({});
      for (const [key, optimizer] of optimizersOf(system)) {
        const factor = scheduleOf(key)?.(at);
        if (factor === undefined) continue;
        check(
          Number.isFinite(factor) && factor >= 0,
          () =>
            `train: a schedule must give a finite number from 0. Got ${factor} for '${key}' after ${at.imagesSeen} images. Correct 'rates'.`,
        );
        optimizer.learningRate = base.get(optimizer)! * factor;
      }
    },
    resume(saved) {
      base = new Map();
      for (const [key, optimizer] of optimizersOf(system)) {
        const own = saved[key];
        if (own !== undefined && !scheduleOf(key)) optimizer.learningRate = own;
      }
      meet(saved);
    },
    lower(restored, factor) {
      meet(restored);
      for (const [optimizer, rate] of base) base.set(optimizer, rate * factor);
      for (const optimizer of optimizersOf(system).values()) optimizer.learningRate *= factor;
    },
    get base() {
      const rates = [...optimizersOf(system)].flatMap(([key, optimizer]) => (base.has(optimizer) ? [[key, base.get(optimizer)!]] : []));
      return Object.fromEntries(rates) as Record<string, number>;
    },
  };
}

function isOptimizer(part: object): part is Optimizer {
  return 'learningRate' in part && typeof part.learningRate === 'number' && 'apply' in part;
}

function checkKeys(system: Pick<GanSystem<never>, 'name' | 'state'>, schedules: object): void {
  const keys = [...optimizersOf(system).keys()];
  const unknown = Object.keys(schedules).find((key) => !keys.includes(key));
  check(
    unknown === undefined,
    () => `train: rates must be of optimizers of '${system.name}'. Got '${unknown}'. Choose from ${keys.join(', ') || 'none'}.`,
  );
}
