export { only, randomOf, readCall, several } from './callArgs';
export type { Kwargs, ResolvedCall } from './callArgs';
export { GanLayer } from './ganLayer';
export type { GanLayerArgs, WeightOptions } from './ganLayer';
export type { KernelArgs, KernelRequest, LayerKernel } from './kernelWeights';
export { registeredLayers, registerLayer } from './registerLayer';
export type { LayerClass } from './registerLayer';
