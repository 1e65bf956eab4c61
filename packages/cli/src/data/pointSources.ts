import { gridMixture, ringMixture, swissRoll } from '@ganblocks/data';
import type { PointSource } from './dataSource';

export const pointSources: readonly PointSource[] = [
  {
    name: 'ring',
    help: 'Points of the plane: 8 Gaussians on a ring. For systems that learn points.',
    holds: 'points',
    open: () => ringMixture(),
  },
  {
    name: 'grid',
    help: 'Points of the plane: 25 Gaussians on a grid. For systems that learn points.',
    holds: 'points',
    open: () => gridMixture(),
  },
  {
    name: 'swiss-roll',
    help: 'Points of the plane along a spiral. For systems that learn points.',
    holds: 'points',
    open: () => swissRoll(),
  },
];
