import { encodePng } from '../src/node/encodePng';

/** A PNG file of one colour. */
export function plainPng(width: number, height: number, colour: readonly number[]): Uint8Array {
  return encodePng({
    width,
    height,
    channels: colour.length,
    data: Uint8Array.from({ length: width * height * colour.length }, (_, at) => colour[at % colour.length] ?? 0),
  });
}
