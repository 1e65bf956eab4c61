export { laplacianBands } from './laplacianBands';
export { laplacianDescriptors, patchDistance, slicedWassersteinDistance } from './imageWasserstein';
export type { DescriptorOptions, PatchDistanceOptions, SlicedWassersteinDistance, SlicedWassersteinOptions } from './imageWasserstein';
export { mongeInceptionDistance } from './mongeInceptionDistance';
export type { MongeInceptionDistanceOptions } from './mongeInceptionDistance';
export { patchDescriptors } from './patchDescriptors';
