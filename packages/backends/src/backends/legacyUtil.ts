/** What tfjs-node 4.22 calls of the type checks that Node's `util` once had; Node 23 removed them. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  isArray: (value) => Array.isArray(value),
  isNullOrUndefined: (value) => value === null || value === undefined,
};

/** Defines them where they are absent; `util` is the CommonJS module, which `require('util')` returns. */
export function restoreLegacyUtil(util: object): void {
  for (const [name, value] of Object.entries(checks)) {
    if (!(name in util)) Object.defineProperty(util, name, { value, configurable: true, writable: true });
  }
}
