/** A command that was not written right, as against one that did not work out: the process ends with 2, not with 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Throws a `UsageError` with the message unless the condition holds. */
export function checkUsage(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new UsageError(message());
}

/** What `action` gives; what it throws is a mistake of the command. */
export function asUsage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
