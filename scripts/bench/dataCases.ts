import { labelledImages, prefetched } from '@ganblocks/data';
import { emoji } from '@ganblocks/data/node';
import { type BenchCase, dcgan64 } from './cases';

/** The same steps on real images, which are read while they run. */
export const dataCases: Readonly<Record<string, BenchCase>> = {
  'dcgan-64-emoji': {
    ...dcgan64,
    data: async () => prefetched(labelledImages(await emoji({ style: 'fluent', resolution: 64 }), { mirror: true })),
  },
};
