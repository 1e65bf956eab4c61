import { gridMixture, type PointMixture, ringMixture } from '@ganblocks/data';

/** Eight Gaussians on a ring, divided by 1.414 as in WGAN-GP's code. */
export const ring = (): PointMixture => ringMixture({ radius: 2 / 1.414, deviation: 0.02 / 1.414 });

/** 25 Gaussians on a grid, divided by 2.828 as in WGAN-GP's code. */
export const grid = (): PointMixture => gridMixture({ spacing: 2 / 2.828, deviation: 0.05 / 2.828 });
