import { check, printable, shown } from '@ganblocks/core';

/**
 * The labels in a `dataset.json` of the StyleGAN tools, `{"labels": [["00000/img00000000.png", 6], …]}`, for images with these names.
 *
 * @returns Nothing where the file says that there are none, `{"labels": null}`.
 * @throws GanError that begins with `where` where it is no such file, a label is no whole number from 0, or an image has none.
 */
export function datasetLabels(json: string, names: readonly string[], where: string): Int32Array | undefined {
  const list = labelList(json, where);
  if (list === null) return undefined;
  const labels = new Map<string, number>();
  for (const [index, pair] of list.entries()) {
    const [name, label] = Array.isArray(pair) ? (pair as unknown[]) : [];
    check(
      typeof name === 'string' && typeof label === 'number' && Number.isSafeInteger(label) && label >= 0 && label < 2 ** 31,
      () =>
        `${where}: expected [name, class] with a class from 0 as entry ${index} of dataset.json. Got ${shown(pair)}. Correct it, or pass { classes: 'none' }.`,
    );
    labels.set(name.replaceAll('\\', '/'), label);
  }
  const missing = names.filter((name) => !labels.has(name));
  check(
    missing.length === 0,
    () =>
      `${where}: expected a label for each of ${names.length} images in dataset.json. ${missing.length} have none, '${printable(missing[0] ?? '')}' first. Add them, or pass { classes: 'none' }.`,
  );
  return Int32Array.from(names, (name) => labels.get(name) ?? -1);
}

function labelList(json: string, where: string): readonly unknown[] | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  const labels: unknown = typeof value === 'object' && value !== null && 'labels' in value ? value.labels : undefined;
  check(
    labels === null || Array.isArray(labels),
    () =>
      `${where}: expected {"labels": [[name, class], …]} or {"labels": null} in dataset.json. Got ${shown(value)}. Correct it, or pass { classes: 'none' }.`,
  );
  return labels;
}
