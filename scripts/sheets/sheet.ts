import sharp from 'sharp';

/** A square of pixels, or the same with a frame; nothing leaves its place white. */
export interface Cell {
  /** RGB, `[size, size, 3]`. */
  readonly pixels?: Uint8Array;
  readonly framed?: boolean;
}

/** Words at a place, in pixels of the sheet; `y` is the baseline. */
export interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
}

/** A picture of many small ones, to be drawn. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly cellSize: number;
  readonly cells: readonly (Cell & { readonly x: number; readonly y: number })[];
  readonly words: readonly Words[];
  /** Colours of the file; fewer make it smaller. Default: 128. */
  readonly colours?: number;
}

const FRAME = [224, 49, 49] as const;
const FRAME_WIDTH = 2;
const INK = '#343a40';
const FONT = 'DejaVu Sans, Liberation Sans, Arial, sans-serif';

/** The sheet as a PNG file of few colours. */
export async function sheetPng({ width, height, cellSize, cells, words, colours = 128 }: Sheet): Promise<Uint8Array> {
  const data = new Uint8Array(width * height * 3).fill(255);
  for (const { pixels, framed = false, x, y } of cells) {
    if (framed) fillSquare(data, width, x - FRAME_WIDTH, y - FRAME_WIDTH, cellSize + 2 * FRAME_WIDTH);
    if (pixels === undefined) continue;
    for (let row = 0; row < cellSize; row++)
      data.set(pixels.subarray(3 * row * cellSize, 3 * (row + 1) * cellSize), 3 * ((y + row) * width + x));
  }
  const lettering = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${words.map(lettered).join('')}</svg>`,
  );
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).composite([{ input: lettering }]);
  return picture.png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
}

function fillSquare(data: Uint8Array, width: number, left: number, top: number, size: number): void {
  for (let y = top; y < top + size; y++) for (let x = left; x < left + size; x++) data.set(FRAME, 3 * (y * width + x));
}

function lettered({ text, x, y, anchor = 'start', size = 12, bold = false }: Words): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" font-family="${FONT}" font-size="${size}" fill="${INK}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${safe}</text>`;
}
