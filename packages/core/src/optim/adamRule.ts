import { check } from '../errors/index';
import { adamNumbers, adamUpdate, type AdamSlot } from './adamUpdate';
import type { UpdateRule } from './slotOptimizer';

export interface AdamRuleOptions {
  readonly name: string;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** What each learning rate is multiplied by. Default 1. */
  readonly rateFactor?: number;
}

const isDecay = (beta: number): boolean => beta >= 0 && beta < 1;

/** Adam as an update rule, which `adam` and `lazyAdam` share. */
export function adamRule({ name, beta1, beta2, epsilon, rateFactor = 1 }: AdamRuleOptions): UpdateRule<AdamSlot> {
  check(isDecay(beta1) && isDecay(beta2), () => `${name}: beta1 and beta2 must lie in [0, 1). Got ${beta1} and ${beta2}.`);
  check(epsilon > 0 && Number.isFinite(epsilon), () => `${name}: epsilon must be a finite number above 0. Got ${epsilon}.`);
  return {
    slots: { firstMoment: 0, secondMoment: 0 },
    begin: (step, learningRate) => adamUpdate(adamNumbers(step, learningRate * rateFactor, beta1, beta2, epsilon)),
  };
}
