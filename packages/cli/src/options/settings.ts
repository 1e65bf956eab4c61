import { type JsonObject, type JsonValue, printable } from '@ganblocks/core';
import { checkUsage } from '../usageError';

/**
 * What `--set width=4 --set latents=uniform` says: numbers, true, false, and lists or objects as JSON; all else is text.
 *
 * @throws UsageError where there is no `=`, a key comes twice, or what begins like JSON is none.
 * @example parseSettings(['width=4', 'latents=uniform']); // { width: 4, latents: 'uniform' }
 */
export function parseSettings(texts: readonly string[]): JsonObject {
  const settings: Record<string, JsonValue> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    checkUsage(at > 0, () => `--set must be KEY=VALUE, such as width=32. Got '${printable(text)}'.`);
    const key = text.slice(0, at).trim();
    checkUsage(!Object.hasOwn(settings, key), () => `--set: '${printable(key)}' was given twice. Leave one out.`);
    settings[key] = valueOf(key, text.slice(at + 1).trim());
  }
  return settings;
}

function valueOf(key: string, text: string): JsonValue {
  if (!/^(?:[-+]?\.?\d|true$|false$|[[{])/.test(text)) return text;
  const number = Number(text.replaceAll('_', ''));
  if (Number.isFinite(number)) return number;
  if (/^[-+.\d]/.test(text)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    checkUsage(false, () => `--set: the value of '${printable(key)}' must be JSON where it begins like it. Got '${printable(text)}'.`);
  }
}
