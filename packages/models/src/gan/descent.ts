import { adam, type Network, type Optimizer, sgd } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, checkWord } from '../config/resolveConfig';

/** How both networks descend: plain data, a part of a configuration. */
export type Descent = {
  /** 'sgd' with momentum, as the paper has it, or 'adam'. Default 'adam'. */
  readonly optimizer: 'adam' | 'sgd';
  /** Default 2e-4; the paper's code has 0.1, and divides it by 1.000004 after each update (`rates` of its presets). */
  readonly learningRate: number;
  /** Of Adam. Default 0.5. */
  readonly beta1: number;
  /** Of Adam. Default 0.999. */
  readonly beta2: number;
  /** Of SGD, at the first update. Default 0.5. */
  readonly momentum: number;
  /** Of SGD, which the momentum grows to in a line. Default 0.7. */
  readonly finalMomentum: number;
  /** Updates until it is there. Default 125,000: the paper's code has 250 epochs of 500 updates. */
  readonly momentumUpdates: number;
};

export const adamDescent: Descent = {
  ...{ optimizer: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999, momentum: 0.5, finalMomentum: 0.7, momentumUpdates: 125_000 },
};

/** Throws where a number is out of range; the optimizers check learningRate, beta1 and beta2. */
export function checkDescent(where: string, { optimizer, momentum, finalMomentum, momentumUpdates }: Descent): void {
  checkWord(where, 'optimizer', optimizer, ['adam', 'sgd']);
  checkRange(where, 'momentum', momentum, [0, 1]);
  checkRange(where, 'finalMomentum', finalMomentum, [0, 1]);
  checkInteger(where, 'momentumUpdates', momentumUpdates, 1);
}

/** The momentum of an update, numbered from 1: from `momentum` to `finalMomentum` in a line. A function of the number alone, so that a resumed run has it too. */
export const momentumAt =
  ({ momentum, finalMomentum, momentumUpdates }: Pick<Descent, 'momentum' | 'finalMomentum' | 'momentumUpdates'>) =>
  (update: number): number =>
    momentum + (finalMomentum - momentum) * Math.min(1, (update - 1) / momentumUpdates);

/** The optimizer of a network. */
export function descentOf(net: Network<never, unknown>, descent: Descent): Optimizer & { dispose(): void } {
  const { optimizer, learningRate, beta1, beta2 } = descent;
  if (optimizer === 'sgd') return sgd([net], { learningRate, momentum: momentumAt(descent), name: net.name });
  return adam([net], { learningRate, beta1, beta2, name: net.name });
}
