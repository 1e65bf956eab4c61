export { beganDecoder } from './beganDecoder';
export type { BeganDecoderArgs } from './beganDecoder';
export { beganEncoder } from './beganEncoder';
export type { BeganEncoderArgs } from './beganEncoder';
export type { BeganArgs } from './beganParts';
export { ebganDecoder } from './ebganDecoder';
export type { EbganDecoderArgs } from './ebganDecoder';
export { ebganEncoder } from './ebganEncoder';
export type { EbganArgs } from './ebganParts';
