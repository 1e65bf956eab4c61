import { check } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { classificationAccuracy } from '@ganblocks/metrics';
import { ability } from './ability';
import { rowsOf } from './labelledImages';
import type { Judge } from './judge';

const DIGITS = 10;

/**
 * How well a system that learns from few labels names digits that it has never seen: `error`, the share of MNIST's test images that it names wrongly.
 *
 * Needs a system that has `classify(images)`, whose logits are of the ten digits alone: not of a class 'fake' beside them.
 */
export const testError: Judge = {
  figures: { error: 'lower' },
  samples: 10_000,
  by: "the 10,000 test images of MNIST, by the system's own classifier",
  async open({ samples }) {
    const test = mnist({ split: 'test' });
    return Promise.resolve({
      async measure(system) {
        const { features: logits, labels } = await rowsOf(test, samples, ability('testError', system, 'classify'));
        check(logits.columns === DIGITS, () => {
          return `testError: classify(images) must give ${DIGITS} logits. Got ${logits.columns} of '${system.name}'. Leave a class 'fake' out.`;
        });
        return { error: 1 - classificationAccuracy(logits, labels).accuracy };
      },
      dispose: () => undefined,
    });
  },
};
