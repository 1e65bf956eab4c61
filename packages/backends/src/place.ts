/** Where the code runs; workers of a browser count as a browser. */
export type Place = 'node' | 'browser';

interface Scope {
  readonly process?: { readonly versions?: { readonly node?: unknown }; readonly type?: unknown };
}

/** Node (also Bun and Deno, which say that they are Node), or a browser: also that of an Electron window, whose process is a `renderer`. */
export function currentPlace({ process }: Scope = globalThis): Place {
  return typeof process?.versions?.node === 'string' && process.type !== 'renderer' ? 'node' : 'browser';
}
