import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&');

/** `/regex/`, a glob of the whole name with `*` and `?`, or else a part of the name. */
function matcher(pattern: string): (name: string) => boolean {
  const regex = /^\/(.+)\/$/.exec(pattern)?.[1];
  if (regex !== undefined) {
    const compiled = new RegExp(regex);
    return (name) => compiled.test(name);
  }
  if (!/[*?]/.test(pattern)) return (name) => name.includes(pattern);
  const glob = new RegExp(`^${escaped(pattern).replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return (name) => glob.test(name);
}

/**
 * The cases that a pattern names.
 *
 * @throws GanError when it names none; SyntaxError when it is not a regular expression.
 */
export function selectCases(cases: readonly GoldenCase[], pattern: string): readonly GoldenCase[] {
  const matches = matcher(pattern);
  const selected = cases.filter(({ name }) => matches(name));
  check(
    selected.length > 0,
    () => `--only ${pattern} must match a case. It matches none of ${cases.length}; give a part of a name, a glob, or /a regex/.`,
  );
  return selected;
}
