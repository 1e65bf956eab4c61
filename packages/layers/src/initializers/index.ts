export { constant, glorotNormal, glorotUniform, heNormal, heUniform, normal, uniform, varianceScaling } from './factories';
export type { GlorotOptions, HeOptions, NormalOptions, VarianceScalingOptions } from './factories';
export { orthogonal } from './orthogonal';
export { truncatedNormal } from './truncatedNormal';
