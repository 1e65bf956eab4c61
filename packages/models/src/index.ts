export { dcganConfig } from './dcgan/config';
export type { DcganConfig } from './dcgan/config';
export { dcgan } from './dcgan/dcgan';
export type { DcganSystem } from './dcgan/dcgan';
export { dcganDiscriminator } from './dcgan/discriminator';
export { dcganGenerator } from './dcgan/generator';
export { createSystem, systems } from './registry';
export type { RegisteredSystem } from './registry';
