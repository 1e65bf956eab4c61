import type { RandomStream } from '@ganblocks/core';
import { initializers } from '@tensorflow/tfjs-layers';
import { drawWeight } from '../initializers/drawWeight';
import type { Fans, Initializer } from '../initializers/initializer';

/** An `Initializer` in the form that tfjs's `addWeight` takes. It is not saved: layers save the plain data. */
export const seededInitializer = (initializer: Initializer, random: RandomStream, fans?: Fans): ReturnType<typeof initializers.zeros> =>
  Object.assign(initializers.zeros(), { apply: (shape: (number | null)[]) => drawWeight(initializer, shape as number[], random, fans) });
