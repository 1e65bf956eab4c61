export { classPlane } from './classPlane';
export type { ClassPlaneArgs } from './classPlane';
export { lapganDiscriminator } from './lapganDiscriminator';
export type { LapganDiscriminatorArgs } from './lapganDiscriminator';
export { lapganGenerator } from './lapganGenerator';
export type { LapganGeneratorArgs } from './lapganGenerator';
