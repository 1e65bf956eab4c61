import { createReadStream } from 'node:fs';
import type { JsonObject, JsonValue } from '@ganblocks/core';
import { codeOf, onDisk } from '../diskError';

/** Hands over the objects of a JSONL file one by one, so that a long one needs no memory; none where there is no file. Lines that are no JSON object are passed over. */
export async function eachJsonLine(path: string, visit: (line: JsonObject) => void): Promise<void> {
  const visitLine = (text: string): void => {
    const value = parsed(text);
    if (isObject(value)) visit(value);
  };
  await onDisk('read', path, async () => {
    let rest = '';
    try {
      for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK })) {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) visitLine(line);
      }
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    visitLine(rest);
  });
}

/** Bytes read at a time. */
const CHUNK = 1 << 20;

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text holds as JSON; `undefined` where it is none. */
export function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
