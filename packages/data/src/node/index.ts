export { encodePng } from './encodePng';
export { mnist } from './mnist';
export type { MnistOptions } from './mnist';
export { writePng } from './writePng';
export type { ImageReaderOptions } from './cache/decodedImages';
export type { CropBox, DecodeOptions } from './decode/decodeOptions';
export type { DecodeProgress } from './decode/decodeProgress';
export * from './readers/index';
export * from './emoji/index';
