import { encodeGif } from '../pictures/encodeGif';
import type { EncodeGifOptions } from '../pictures/encodeGif';
import type { Picture } from '../pictures/picture';
import { writeWhole } from './writeWhole';

/**
 * Writes pictures of one size as a moving GIF file, see `encodeGif`. The file appears whole or not at all: it is written under a temporary name
 * in the same folder, then renamed. An existing file is replaced; a missing folder is not made.
 *
 * @throws GanError that names the path and what to do where it cannot be written, or where frames or options do not fit.
 * @example
 * await writeGif('digits.gif', await toPictures(images), { delay: 60 });
 */
export async function writeGif(path: string, frames: readonly Picture[], options: EncodeGifOptions = {}): Promise<void> {
  await writeWhole(path, encodeGif(frames, options), 'writeGif');
}
