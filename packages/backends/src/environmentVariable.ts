/** A variable of the process's environment; undefined where there is none, or no process, as in browsers. */
export function environmentVariable(name: string): string | undefined {
  if (typeof process === 'undefined') return undefined;
  const { env } = process as { env?: Record<string, string | undefined> };
  return env?.[name];
}
