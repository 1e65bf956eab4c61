export { constant, glorotUniform, heNormal, normal, uniform, varianceScaling } from './factories';
export type { VarianceScalingOptions } from './factories';
