import { Convolution } from './convolution';
import { GROUP, besideIn, gatherTaps, walkAlong, walkFrom, walkOffset } from './gather';

/** The addresses of the outputs of `count` pixels. */
function gatherPlaces(c: Convolution, first: i32, count: i32, places: usize): void {
  walkFrom(c, first);
  for (const end = places + ((<usize>count) << 2); places < end; ) {
    const beside = besideIn(c, <i32>((end - places) >> 2));
    let output = c.output + walkOffset(c.outputBatchStride, c.outputRowStride, c.outputPixelStride);
    for (const endOfRow = places + ((<usize>beside) << 2); places < endOfRow; places += 4) {
      store<usize>(places, output);
      output += c.outputPixelStride;
    }
    walkAlong(c, beside);
  }
}

/** The addresses of the taps [group][tap][4], and of the output of each pixel. What the last group has too many reads zeros. */
export function gatherGroups(c: Convolution, first: i32, count: i32, table: usize, places: usize): void {
  gatherTaps(c, first, count, table, (<usize>c.tapCount) << 4, 4 * GROUP);
  gatherPlaces(c, first, count, places);
  for (let pixel = count; pixel & 3; pixel++) {
    const at = table + ((<usize>(pixel >> 2) * c.tapCount) << 4) + ((<usize>(pixel & 3)) << 2);
    for (let t = 0; t < c.tapCount; t++) store<usize>(at + ((<usize>t) << 4), c.zeros);
  }
}
