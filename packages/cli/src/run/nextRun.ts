import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The next numbered folder for a run: `runs/00001-dcgan-mnist`, then `runs/00002-…`. It is not made.
 */
export async function nextRun(parent: string, system: string, data: string): Promise<string> {
  const names = await readdir(parent).catch(() => []);
  const numbers = names.map((name) => Number(/^(\d{5,})-/.exec(name)?.[1] ?? 0));
  const number = String(Math.max(0, ...numbers) + 1).padStart(5, '0');
  return join(parent, [number, system, data].map((word) => word.replaceAll(/[^A-Za-z0-9_.]+/g, '-')).join('-'));
}
