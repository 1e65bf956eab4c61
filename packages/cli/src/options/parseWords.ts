import { parseArgs } from 'node:util';
import { printable } from '@ganblocks/core';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import type { Given } from './given';
import { commonOptions, type CommandSpec } from './optionSpec';

/**
 * Sorts the words of a command line by the command's options.
 *
 * @throws UsageError where an option is unknown, lacks its value or has one too many, or there are too few or too many words.
 */
export function parseWords(spec: CommandSpec, args: readonly string[]): Given {
  const { name: command, words } = spec;
  const options = { ...spec.options, ...commonOptions };
  const types = Object.entries(options).map(([name, { value }]) => [
    name,
    { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(name === 'help' ? { short: 'h' } : {}) },
  ]);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types) as Record<string, { type: 'boolean' | 'string' }>,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const found = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    checkUsage(option !== undefined, () => {
      const close = suggestion(name, Object.keys(options)).replace("'", "'--");
      return `${command}: there is no option '${printable(rawName)}'.${close} 'ganblocks ${command} --help' has them all.`;
    });
    const missing = option.value !== undefined && (value === undefined || (!inlineValue && value.startsWith('--')));
    checkUsage(!missing, () => `${command}: --${name} needs a value, ${option.value}. ${option.help}`);
    checkUsage(
      option.value !== undefined || value === undefined,
      () => `${command}: --${name} takes no value. Got '${printable(value ?? '')}'.`,
    );
    const before = found.get(name) ?? [];
    checkUsage(
      option.many === true || option.value === undefined || before.length === 0,
      () => `${command}: --${name} was given twice. Leave one out.`,
    );
    found.set(name, [...before, value ?? '']);
  }

  const given: Given = {
    words: positionals,
    text: (name) => found.get(name)?.at(-1),
    all: (name) => found.get(name) ?? [],
    has: (name) => found.has(name),
  };
  if (given.has('help')) return given;
  const fits = positionals.length >= words.least && positionals.length <= words.most;
  checkUsage(fits, () => {
    const got = positionals.length === 0 ? 'nothing' : printable(positionals.join(' '));
    return `${command}: expected 'ganblocks ${command} ${spec.usage}'. Got ${got}. 'ganblocks ${command} --help' explains it.`;
  });
  return given;
}
