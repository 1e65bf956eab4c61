import { check } from '@ganblocks/core';

/**
 * SHA-256 of bytes in hexadecimal, as `sha256sum` prints it.
 *
 * @throws GanError in a page that was not loaded over https or from localhost: browsers have no hashes there.
 */
export async function sha256(where: string, bytes: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  check(
    subtle !== undefined,
    () => `${where}: hashing the weights needs crypto.subtle. Got none. Load the page over https or from localhost.`,
  );
  const digest = await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
