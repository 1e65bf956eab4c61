import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { emoji, writePng } from '@ganblocks/data/node';

const count = 500;
const side = 64;

/** The first 500 emoji that both styles have: OpenMoji's drawings in `a`, Twemoji's in `b`. */
export async function writeImages(folder: string): Promise<void> {
  const styles = { a: 'openmoji', b: 'twemoji' } as const;
  for (const [name, style] of Object.entries(styles)) {
    const alsoIn = Object.values(styles);
    const table = await emoji({ style, alsoIn, split: 'all', resolution: side, cacheFolder: join(folder, 'cache') });
    await mkdir(join(folder, name), { recursive: true });
    const pixels = await table.read(Int32Array.from({ length: count }, (_, i) => i));
    for (let i = 0; i < count; i++) {
      const data = pixels.subarray(i * side * side * 3, (i + 1) * side * side * 3);
      await writePng(join(folder, name, `${String(i).padStart(4, '0')}.png`), { width: side, height: side, channels: 3, data });
    }
    await table.close();
  }
}
