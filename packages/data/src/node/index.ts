export { encodePng } from './encodePng';
export { mnist } from './mnist';
export type { MnistOptions } from './mnist';
export { writePng } from './writePng';
