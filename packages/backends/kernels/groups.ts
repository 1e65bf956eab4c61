import { Convolution } from './convolution';
import { walkFrom, walkOffset, walkOn, writeAddresses } from './gather';

/** The addresses of the taps [group][tap][4], and of the output of each pixel. What the last group has too many reads zeros. */
export function gatherGroups(c: Convolution, first: i32, count: i32, table: usize, places: usize): void {
  walkFrom(c, first);
  for (let pixel = 0; pixel < count; pixel++) {
    writeAddresses(c, table + ((<usize>(pixel >> 2) * c.tapCount) << 4) + ((<usize>(pixel & 3)) << 2), 16);
    store<usize>(places + ((<usize>pixel) << 2), c.output + walkOffset(c.outputBatchStride, c.outputRowStride, c.outputPixelStride));
    walkOn(c);
  }
  for (let pixel = count; pixel & 3; pixel++) {
    const at = table + ((<usize>(pixel >> 2) * c.tapCount) << 4) + ((<usize>(pixel & 3)) << 2);
    for (let t = 0; t < c.tapCount; t++) store<usize>(at + ((<usize>t) << 4), c.zeros);
  }
}
