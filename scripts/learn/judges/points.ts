import { randomStream } from '@ganblocks/core';
import type { PointMixture } from '@ganblocks/data';
import { featureRows, modeCoverage } from '@ganblocks/metrics';
import type { Judge } from './judge';

const BATCH = 1_000;
/** Samples of high quality that a mode must have: VEEGAN counts one of 2,500. */
const LEAST = 20;

/**
 * Points by where the modes of a mixture are: `modes`, those that have at least 20 of 10,000 samples within three deviations, and `highQuality`, the share
 * of samples that lie within three deviations of a mode.
 */
export const points = ({ name, centres, deviation }: PointMixture): Judge => ({
  figures: { modes: 'higher', highQuality: 'higher' },
  samples: 10_000,
  by: `10,000 points, by the ${centres.length} modes of the ${name}: a mode counts by ${LEAST} points within three deviations`,
  async open({ samples }) {
    const rows = featureRows(Float64Array.from(centres.flat()), 2);
    return {
      async measure(system) {
        const random = randomStream(0).split('evaluation');
        const data = new Float32Array(2 * samples);
        for (let drawn = 0; drawn < samples; drawn += BATCH) {
          const images = system.sample(Math.min(BATCH, samples - drawn), { random });
          data.set(await images.data(), 2 * drawn);
          images.dispose();
        }
        const { modes, highQuality } = modeCoverage(featureRows(data, 2), rows, { sigma: deviation, least: LEAST });
        return { modes, highQuality };
      },
      dispose: () => undefined,
    };
  },
});
