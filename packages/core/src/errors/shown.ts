/** Controls, formats such as a change of the direction of writing, halves of pairs, line separators: what must not reach a terminal from a file. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * A text from outside, fit for an error message: at most `most` characters, what cannot be printed as `\u{1b}`.
 *
 * @param most Default 60.
 * @example printable('\u001b[31mred'); // '\\u{1b}[31mred', which no terminal turns red
 */
export function printable(text: string, most = 60): string {
  // Cut first: a text of megabytes is not to be searched.
  const whole = text.slice(0, most + 1).replace(UNPRINTABLE, escaped);
  if (whole.length <= most) return whole;
  // A pair that the cut has halved goes.
  return `${whole.slice(0, most - 3).replace(/[\ud800-\udbff]$/, '')}...`;
}

/**
 * A value from outside as JSON, fit for an error message: at most `most` characters, however large the value is or however deeply nested. Never throws.
 *
 * @param most Default 80.
 * @example
 * const step: unknown = 3;
 * check(Number.isSafeInteger(step), () => `adam: step must be an integer. Got ${shown(step)}. Pass what toJson returned.`);
 */
export const shown = (value: unknown, most = 80): string => (value === undefined ? 'nothing' : printable(json(value, most + 1), most));

/** The beginning of a value's JSON, `room` characters or a little more; each level takes one of them, so that depth has its limit too. */
function json(value: unknown, room: number): string {
  if (room <= 0) return '';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value;
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const [key, item] of isList ? value.slice(0, room).entries() : Object.entries(value)) {
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    if (typeof key === 'string') text += `${JSON.stringify(key.slice(0, room))}:`;
    text += json(item, room - text.length);
  }
  return text + (isList ? ']' : '}');
}
