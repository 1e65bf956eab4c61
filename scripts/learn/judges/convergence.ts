import { check, randomStream } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import type { BeganSystem } from '@ganblocks/models';
import * as tf from '@tensorflow/tfjs-core';
import type { Judge } from './judge';

const BATCH = 250;

/**
 * BEGAN's own measure: `convergence`, M = E(x) + |γ E(x) - E(G(z))|, of MNIST's test images and as many samples. A generator that stands still does not
 * keep it from falling, since the discriminator learns to repeat what it makes.
 *
 * Needs a system that has `convergence(images, { random })`.
 */
export const convergence: Judge = {
  figures: { convergence: 'lower' },
  samples: 10_000,
  by: 'the 10,000 test images of MNIST and as many samples, by the discriminator itself',
  async open({ samples }) {
    const test = mnist({ split: 'test' });
    return Promise.resolve({
      async measure(system) {
        const { convergence: measured } = system as Partial<BeganSystem>;
        check(measured !== undefined, () => {
          return `convergence: expected a system that has convergence(images, call), such as BEGAN. Got '${system.name}'. Choose another judge.`;
        });
        const stream = test.stream({ batchSize: BATCH, seed: 0 });
        const random = randomStream(0);
        const values: number[] = [];
        try {
          for (let seen = 0; seen < samples; seen += BATCH) {
            const { images, labels } = await stream.next();
            const value = measured(images, { random });
            values.push(...(await value.data()));
            tf.dispose([images, labels, value]);
          }
        } finally {
          await stream.close();
        }
        return { convergence: values.reduce((sum, value) => sum + value, 0) / values.length };
      },
      dispose: () => undefined,
    });
  },
};
