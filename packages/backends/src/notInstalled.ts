import { GanError } from '@ganblocks/core';

/** A package that is not there; `auto` passes over it without a word. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';

  constructor(
    readonly packageName: string,
    options?: ErrorOptions,
  ) {
    super(`needs the package ${packageName}, which is not installed`, options);
  }
}

/** The first line of what an error says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** How Node, jest, webpack (the first line), Vite, Chromium, Firefox and Safari say that there is no such package. */
const absence =
  /cannot find (?:package|module)|could not resolve|failed to resolve module specifier|bare specifier|module name, .* does not resolve/i;

/**
 * What it means that `import(packageName)` failed: `NotInstalled`, or a `GanError` where the package is there and something else is wrong with it,
 * as where a package that it needs itself is missing.
 */
export function importFailure(packageName: string, cause: unknown): NotInstalled | GanError {
  const message = messageOf(cause);
  const quoted = ['"', "'", '“', '‘'].some((quote) => message.includes(`${quote}${packageName}`));
  if (quoted && absence.test(message)) return new NotInstalled(packageName, { cause });
  return new GanError(`has its package ${packageName}, which could not be loaded (${message.replace(/[.\s]+$/, '')}). Install it again.`, {
    cause,
  });
}
