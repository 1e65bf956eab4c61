/** Spreads each input bit over the whole word; a bijection of 32-bit words. */
function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * 128 well-mixed bits of a text, as four int32 words: neighbouring texts (`[7]`, `[8]`) give unrelated words. Not cryptographic.
 *
 * Each UTF-16 unit passes through all four words; every round is a bijection of the 128-bit state, so nothing of the start is lost on the way.
 *
 * @example const words = hash128('[7,"data"]'); // four int32
 */
export function hash128(text: string): readonly [number, number, number, number] {
  let [a, b, c, d] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
  const absorb = (unit: number): void => {
    a = (avalanche(a ^ unit) + d) | 0;
    b = avalanche((b + a) | 0);
    c = avalanche(c ^ b);
    d = avalanche((d + c) | 0);
  };
  for (let i = 0; i < text.length; i++) absorb(text.charCodeAt(i));
  // Past the last unit, so that it too reaches every word; no UTF-16 unit is that large.
  absorb(0x10000 + text.length);
  absorb(0x20000);
  return [a, b, c, d];
}
