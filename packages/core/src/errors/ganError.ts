/**
 * An error that a user can act on: what was expected, what was received, what to do.
 * The message reads `where: expected. Got received. Remedy.`
 */
export class GanError extends Error {
  override readonly name = 'GanError';
}

/**
 * Throws a `GanError` with the message unless the condition holds; the message is only built when it fails.
 *
 * @example
 * const [groupSize, batch] = [4, 8];
 * check(batch % groupSize === 0, () => `minibatchStdDev: groupSize must divide the batch. Got groupSize ${groupSize}, batch ${batch}.`);
 */
export function check(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new GanError(message());
}
