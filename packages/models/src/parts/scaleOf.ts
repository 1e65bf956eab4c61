/** How a square image is grown: from four pixels, or seven where the side is a multiple of 7, by doublings. */
export function scaleOf(resolution: number): { base: number; doublings: number } {
  const base = resolution % 7 === 0 ? 7 : 4;
  return { base, doublings: Math.log2(resolution / base) };
}
