import { check } from '@ganblocks/core';
import { codeOf } from './flatDrawing';

/** Bytes a pixel: the label, and the number of the instance, its lower byte first. */
export const MAP_CHANNELS = 3;
const BACKGROUND = 0;
/** A pixel that a clip path, which is always antialiased, has mixed of several. */
const MIXED = -1;

/**
 * The maps of a flat drawing, which is rendered as RGBA `data` [size, size, 4], as bytes [size, size, 3]. A mixed pixel becomes the neighbour whose colour
 * is the nearest to its own.
 *
 * @throws GanError with what is wrong, without a place, as `buildCache` says it.
 */
export function sceneMaps(data: Uint8Array, labels: readonly number[], size: number): Uint8Array {
  check(data.length === 4 * size * size, () => `it is drawn in ${data.length} bytes, not ${size} x ${size} x 4`);
  const instances = unmixed(instancesOf(data, labels.length), data, size);
  const maps = new Uint8Array(MAP_CHANNELS * size * size);
  for (const [at, instance] of instances.entries()) {
    maps[MAP_CHANNELS * at] = labels[instance - 1] ?? BACKGROUND;
    maps[MAP_CHANNELS * at + 1] = instance & 255;
    maps[MAP_CHANNELS * at + 2] = instance >> 8;
  }
  return maps;
}

function instancesOf(data: Uint8Array, count: number): Int32Array {
  const pixels = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const numbers = new Map(Array.from({ length: count }, (_, at) => [256 * codeOf(at + 1) + 255, at + 1]));
  return Int32Array.from({ length: data.length / 4 }, (_, at) => {
    const rgba = pixels.getUint32(4 * at);
    return (rgba & 255) === 0 ? BACKGROUND : (numbers.get(rgba) ?? MIXED);
  });
}

/** Goes over the map as often as mixed pixels lie between one and the nearest that is none. */
function unmixed(instances: Int32Array, data: Uint8Array, size: number): Int32Array {
  if (!instances.includes(MIXED)) return instances;
  const next = instances.map((instance, at) => (instance === MIXED ? nearest(instances, data, at, size) : instance));
  check(
    next.some((instance, at) => instance !== instances[at]),
    () => 'it is drawn in colours that belong to none of its shapes',
  );
  return unmixed(next, data, size);
}

function nearest(instances: Int32Array, data: Uint8Array, at: number, size: number): number {
  const [x, y] = [at % size, Math.floor(at / size)];
  const around = [x > 0 ? at - 1 : at, x < size - 1 ? at + 1 : at, y > 0 ? at - size : at, y < size - 1 ? at + size : at];
  const known = around.map((place) => instances[place] ?? MIXED).filter((instance) => instance !== MIXED);
  const color = data.subarray(4 * at, 4 * at + 4);
  return known.reduce((best, one) => (distance(color, one) < distance(color, best) ? one : best), known[0] ?? MIXED);
}

/** Between a pixel and the colour of an instance, by colour times opacity; the background has neither. */
function distance([r = 0, g = 0, b = 0, alpha = 0]: Uint8Array, instance: number): number {
  const code = codeOf(instance);
  const share = alpha / 255;
  const opacity = instance === BACKGROUND ? 0 : 255;
  const parts = [share * r - (code >> 16), share * g - ((code >> 8) & 255), share * b - (code & 255), alpha - opacity];
  return parts.reduce((sum, part) => sum + part ** 2, 0);
}
