export { firstChannels, FirstChannels } from './firstChannels';
export type { FirstChannelsArgs } from './firstChannels';
export { flatten } from './flatten';
export { reshape } from './reshape';
export type { ReshapeArgs } from './reshape';
