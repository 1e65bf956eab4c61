import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * The browser of GANBLOCKS_CHROMIUM, or the first Chromium of the PATH.
 *
 * @throws Error where there is none, with what to do.
 */
export async function findChromium(): Promise<string> {
  const asked = process.env['GANBLOCKS_CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = asked ? [asked] : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const candidate of candidates) {
    const executable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return candidate;
  }
  throw new Error(
    asked
      ? `GANBLOCKS_CHROMIUM must be a program. Got ${asked}.`
      : `no Chromium in the PATH (${NAMES.join(', ')}): install one, or set GANBLOCKS_CHROMIUM to its program`,
  );
}
