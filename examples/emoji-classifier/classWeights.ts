/** A weight for each class, 1 / √count, scaled so that their mean over the images is 1: rare classes count more, though not as much as the common ones. */
export function classWeights(labels: Int32Array, classes: number): Float32Array {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]! += 1;
  const roots = counts.map((count) => (count === 0 ? 0 : 1 / Math.sqrt(count)));
  const mean = roots.reduce((sum, root, label) => sum + root * counts[label]!, 0) / labels.length;
  return Float32Array.from(roots, (root) => root / mean);
}
