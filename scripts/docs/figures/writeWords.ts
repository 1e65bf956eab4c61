import type { Picture } from '@ganblocks/data';

/** Five rows of three dots: a digit of base 8 a row. */
const GLYPHS: Readonly<Record<string, string>> = {
  ...{ A: '25755', B: '65656', C: '34443', D: '65556', E: '74647', F: '74644', G: '34553', H: '55755', I: '72227', J: '11152' },
  ...{ K: '55655', L: '44447', M: '57755', N: '65555', O: '25552', P: '65644', Q: '25573', R: '65655', S: '34216', T: '72222' },
  ...{ U: '55557', V: '55552', W: '55775', X: '55255', Y: '55222', Z: '71247', 0: '75557', 9: '75716', ':': '02020', ' ': '00000' },
};

const DOT = 2;

/** Writes capitals into a picture, dark, with the upper left corner at (left, top); eight pixels a letter. */
export function writeWords({ width, channels, data }: Picture, words: string, left: number, top: number): void {
  [...words.toUpperCase()].forEach((letter, index) => {
    [...(GLYPHS[letter] ?? '77777')].forEach((row, i) => {
      for (let k = 0; k < 3 * DOT * DOT; k++) {
        const [dx, dy] = [k % (3 * DOT), Math.floor(k / (3 * DOT))];
        if (((Number(row) >> (2 - Math.floor(dx / DOT))) & 1) === 0) continue;
        const pixel = (top + i * DOT + dy) * width + left + index * 4 * DOT + dx;
        data.fill(60, pixel * channels, pixel * channels + channels);
      }
    });
  });
}
