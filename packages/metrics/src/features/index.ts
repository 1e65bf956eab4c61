export { featureRows } from './features';
export type { Features } from './features';
export type { Images } from './images';
