export {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  normal,
  orthogonal,
  truncatedNormal,
  uniform,
  varianceScaling,
} from './factories';
export type { GlorotOptions, HeOptions, NormalOptions, VarianceScalingOptions } from './factories';
