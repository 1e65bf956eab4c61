import type { Picture } from '../pictures/picture';
import { encodePng } from './encodePng';
import { writeWhole } from './writeWhole';

/**
 * Writes a picture as a PNG file. The file appears whole or not at all: it is written under a temporary name in the same folder, then renamed. An
 * existing file is replaced; a missing folder is not made.
 *
 * @throws GanError that names the path and what to do where it cannot be written, or where the picture is malformed.
 * @example
 * await writePng('digits.png', enlarge(await imageGrid(images)));
 */
export async function writePng(path: string, picture: Picture): Promise<void> {
  await writeWhole(path, encodePng(picture), 'writePng');
}
