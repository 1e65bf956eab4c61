import type { ImageTable } from '@ganblocks/data';
import { checkUsage } from '../usageError';

/**
 * Checks that each image has a class that a conditional system knows.
 *
 * @throws UsageError where one has none, or another.
 */
export function checkClasses(
  { name, labels, classes: names }: ImageTable,
  { system, classes = 0 }: { system: string; classes?: number },
): void {
  const wrong = labels ? labels.find((label) => label < 0 || label >= classes) : -1;
  checkUsage(wrong === undefined, () => {
    const received = wrong === -1 ? 'an image without a class' : `class ${wrong}`;
    const known = names ? `, which has ${names.length} classes` : '';
    return `--data: ${system} learns labelled images, classes 0 to ${classes - 1}. Got ${received} in '${name}'${known}. Use --set classes=N, or data with labels.`;
  });
}
