import { check } from '@ganblocks/core';

/** Throws unless an option is one of its words. */
export function checkChoice(where: string, name: string, value: string, choices: readonly string[]): void {
  const words = choices.map((choice) => `'${choice}'`);
  check(choices.includes(value), () => {
    return `${where}: ${name} must be ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}. Got '${value}'.`;
  });
}
