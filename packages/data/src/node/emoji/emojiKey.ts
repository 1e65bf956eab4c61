/** Says only that a symbol is shown as a picture; some packages have it in their file names, others not. */
const PICTURE_SELECTOR = 'fe0f';
/** Ends the flags of England, Scotland, Wales; left out by some. */
const TAG_END = 'e007f';

/**
 * One spelling of the code points of an emoji: `1F441-FE0F-200D-1F5E8` → `1f441-200d-1f5e8`, `23-20e3` → `0023-20e3`. The packages write the same emoji
 * in different ways.
 */
export function emojiKey(codePoints: string): string {
  const parts = codePoints.toLowerCase().split(/[-_]/);
  const kept = parts.filter((part) => part !== PICTURE_SELECTOR && part !== TAG_END);
  return kept.map((part) => part.replace(/^0+/, '').padStart(4, '0')).join('-');
}

/** By code points, as numbers. */
export function compareKeys(one: string, other: string): number {
  const [first, second] = [one, other].map((key) => key.split('-').map((part) => Number.parseInt(part, 16))) as [number[], number[]];
  const at = first.findIndex((part, place) => part !== second[place]);
  if (at === -1) return first.length - second.length;
  return (first[at] ?? 0) - (second[at] ?? -1);
}
