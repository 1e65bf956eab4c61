import type sharp from 'sharp';
import { flatDrawing } from './flatDrawing';
import { sceneMaps } from './sceneMaps';

/** A drawing is rendered so that it is about twice as large as this: the renderer moves edges by up to one of its pixels. */
const FINE = 256;

/**
 * The maps of an SVG as bytes [size, size, 3]: every pixel belongs to the shape that is on top in its centre.
 *
 * @throws GanError with what is wrong with the drawing, without a place, as `buildCache` says it.
 */
export async function drawMaps(render: typeof sharp, source: string, size: number): Promise<Uint8Array> {
  // Odd, so that a pixel has one in its centre.
  const times = 2 * Math.round(FINE / size) + 1;
  const { svg, labels } = flatDrawing(source, times * size);
  const data = await render(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  return sceneMaps(centres(data, size, times), labels, size);
}

/** RGBA of `times * size` squared → of `size` squared. */
function centres(data: Uint8Array, size: number, times: number): Uint8Array {
  const picked = new Uint8Array(4 * size * size);
  const middle = (times - 1) / 2;
  for (let pixel = 0; pixel < size * size; pixel++) {
    const row = Math.floor(pixel / size) * times + middle;
    const at = 4 * (row * times * size + (pixel % size) * times + middle);
    picked.set(data.subarray(at, at + 4), 4 * pixel);
  }
  return picked;
}
