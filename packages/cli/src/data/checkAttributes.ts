import type { ImageTable } from '@ganblocks/data';
import { checkUsage } from '../usageError';

/**
 * Checks that the data has as many attributes as a conditional system knows.
 *
 * @throws UsageError where it has more, fewer, or none.
 */
export function checkAttributes(
  { name, attributes }: Pick<ImageTable, 'name' | 'attributes'>,
  { system, attributes: known = 0 }: { system: string; attributes?: number },
): void {
  const count = attributes?.names.length ?? 0;
  checkUsage(count === known, () => {
    const remedy = count > 0 ? `Use --set attributes=${count}.` : 'Use data with attributes, such as emoji:fluent.';
    return `--data: ${system} learns attributed images, ${known} attributes each. Got ${count} in '${name}'. ${remedy}`;
  });
}
