import * as tf from '@tensorflow/tfjs-core';
import type { Plateau } from '@ganblocks/core';
import type { AdversarialSystem } from '../adversarial/adversarial';
import type { VanishingCarry } from './vanishingCarry';
import { reported, type WatchedEquilibrium } from './watchedEquilibrium';

interface RoundParts {
  readonly game: Pick<AdversarialSystem, 'step'>;
  readonly loss: WatchedEquilibrium;
  readonly vanishing: VanishingCarry | undefined;
  readonly stall: Plateau | undefined;
}

/** A round of the game, the carry moved before it, the convergence measure looked at after it. */
export const beganSteps =
  ({ game, loss, vanishing, stall }: RoundParts): AdversarialSystem['step'] =>
  async (context) => {
    vanishing?.begin(context.step);
    const report = await game.step(context);
    stall?.observe(loss.measure);
    const factor = await stall?.adjust();
    const own = { convergence: reported(loss.measure), k: reported(loss.k) };
    return { ...report, measures: factor === undefined ? own : { ...own, rateFactor: tf.scalar(factor) } };
  };
