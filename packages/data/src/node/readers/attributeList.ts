import { check, printable } from '@ganblocks/core';
import type { AttributeColumn } from '../../tables/imageTable';

/** The lines of a list of CelebA: file names, and what stands beside each. */
export interface AttributeList {
  readonly files: readonly string[];
  readonly attributes: AttributeColumn;
}

/**
 * Reads `list_attr_celeba.txt`: a line with the number of images, one with the names of the attributes, then `000001.jpg -1 1 …`; or the same as
 * `.csv`, whose first line is `image_id,…`. 1 is yes, -1 and 0 are no.
 *
 * @throws GanError that begins with `where`, with the line's number.
 */
export function readAttributeList(text: string, where: string): AttributeList {
  const lines = text.split(/\r?\n/).map(wordsOf);
  while (lines.at(-1)?.length === 0) lines.pop();
  const isTable = lines[0]?.[0] === 'image_id';
  const start = isTable ? 1 : 2;
  const names = isTable ? (lines[0] ?? []).slice(1) : (lines[1] ?? []);
  const rows = lines.slice(start);
  const said = isTable ? rows.length : Number(lines[0]?.[0]);
  check(
    names.length > 0 && rows.length > 0 && new Set(names).size === names.length,
    () => `${where}: expected the names of attributes, then a line an image. Got ${lines.length} lines. Download the list again.`,
  );
  check(
    said === rows.length,
    () => `${where}: expected ${printable(String(said))} images, as line 1 says. Got ${rows.length}. Download the list again.`,
  );
  const values = new Uint8Array(rows.length * names.length);
  const files = rows.map((words, row) => {
    const [file = '', ...flags] = words;
    const at = `line ${start + row + 1}`;
    check(
      flags.length === names.length && flags.every((flag) => FLAGS.has(flag)),
      () =>
        `${where}: expected a file name and ${names.length} values 1, -1 or 0 in ${at}. Got '${printable(words.join(' '))}'. Download the list again.`,
    );
    flags.forEach((flag, column) => (values[row * names.length + column] = flag === '1' ? 1 : 0));
    return file;
  });
  return { files, attributes: { names, values } };
}

/**
 * Reads `list_eval_partition.txt`, or `.csv`: `000001.jpg 0`, where 0 is training, 1 validation, 2 test.
 *
 * @throws GanError that begins with `where`, with the line's number.
 */
export function readPartition(text: string, where: string): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const words = wordsOf(line);
    const [file = '', part = ''] = words;
    if (file === '' || (index === 0 && file === 'image_id')) continue;
    check(
      words.length === 2 && /^[012]$/.test(part),
      () => `${where}: expected a file name and 0, 1 or 2 in line ${index + 1}. Got '${printable(line)}'. Download the list again.`,
    );
    parts.set(file, Number(part));
  }
  check(parts.size > 0, () => `${where}: expected a line an image. Got none. Download the list again.`);
  return parts;
}

const FLAGS: ReadonlySet<string> = new Set(['1', '-1', '0']);
const wordsOf = (line: string): string[] => line.split(/[\s,]+/).filter((word) => word !== '');
