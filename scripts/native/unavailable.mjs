/** Why this machine cannot have a package, for a reason that is no defect of ours: no network, no compiler, another platform. The rest works without. */
export class Unavailable extends Error {}

/** How npm names a network that does not answer. */
const npmUnreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** How pip names one. */
const pipUnreachable =
  /NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|name resolution|Name or service not known|Connection refused|Connection reset|Network is unreachable|No route to host|Max retries exceeded|timed out|Tunnel connection failed/i;

/** @param {string} said @returns {string} its last lines, which have the reason */
const end = (said) => said.trim().split('\n').slice(-12).join('\n');

/**
 * What a failed `npm install` means.
 *
 * @param {string} what the package that was asked for
 * @param {string} said what npm wrote
 * @returns {Error}
 */
export function npmFailure(what, said) {
  if (npmUnreachable.test(said)) return new Unavailable(`The npm registry cannot be reached, and ${what} is not in npm's cache.`);
  if (/ETARGET|E404/.test(said)) return new Unavailable(`The npm registry has no ${what}.`);
  return new Error(`npm could not install ${what}:\n${end(said)}`);
}

/**
 * What a failed `pip download` means.
 *
 * @param {string} what the wheel that was asked for
 * @param {string} said what pip wrote
 * @returns {Error}
 */
export function pipFailure(what, said) {
  if (said.includes('No module named pip')) return new Unavailable(`${what} is downloaded with pip, which this python3 does not have.`);
  const versions = /from versions: (.+?)\)/.exec(said)?.[1];
  if (pipUnreachable.test(said) || versions === 'none') return new Unavailable(`PyPI cannot be reached, and ${what} is not in the cache.`);
  if (versions !== undefined) return new Unavailable(`PyPI has no ${what} for Linux on x86-64; it has: ${versions}.`);
  return new Error(`pip could not download ${what}:\n${end(said)}`);
}
