import { existsSync } from 'node:fs';
import { join } from 'node:path';

// Flat: a page beside a folder of its name would be hidden by it on some servers.
const flat = (path: string): string => path.replaceAll('/', '-');

const RULES: readonly (readonly [RegExp, (match: string) => string])[] = [
  [/^(?:README|docs\/README)\.md$/, () => 'index.md'],
  [/^CONTRIBUTING\.md$/, () => 'house-rules.md'],
  [/^packages\/(.+)\/README\.md$/, (path) => `packages/${flat(path)}.md`],
  [/^examples\/(.+)\/README\.md$/, (path) => `examples/${flat(path)}.md`],
  [/^docs\/api\/@ganblocks\/(.+?)(?:\/index)?\.md$/, (path) => `api/${flat(path)}.md`],
  [/^docs\/(.+)$/, (path) => path],
];

/** Where a page of the repository lies on the site: `packages/core/README.md` is `packages/core.md`. */
export function sitePath(page: string): string {
  for (const [pattern, path] of RULES) {
    const match = pattern.exec(page);
    if (match) return path(match[1] ?? '');
  }
  return page;
}

/** The page of a repository's path: itself, or a folder's README. `undefined`: no page. */
export function pageAt(root: string, path: string): string | undefined {
  if (path.endsWith('.md')) return path;
  const readme = join(path, 'README.md');
  return existsSync(join(root, readme)) ? readme : undefined;
}
