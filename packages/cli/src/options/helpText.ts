import { columns, wrap } from '../text/columns';
import { commonOptions, type CommandSpec, type OptionSpec } from './optionSpec';

const WIDTH = 100;

/** The help of a command: what it does, examples, then every option. */
export function helpText({ name, summary, usage, examples, options, notes = [] }: CommandSpec): string {
  const shown = examples.map(({ command, does }) => `  ${wrap(`# ${does}`, WIDTH - 2).join('\n  # ')}\n  ganblocks ${command}`);
  return [
    `ganblocks ${name} ${usage}\n\n${wrap(summary, WIDTH).join('\n')}`,
    `Examples\n${shown.join('\n')}`,
    `Options\n${columns(Object.entries({ ...options, ...commonOptions }).map(optionRow), { width: WIDTH })}`,
    ...notes.map((note) => wrap(note, WIDTH).join('\n')),
  ].join('\n\n');
}

const optionRow = ([name, { value, help }]: readonly [string, OptionSpec]): readonly string[] => [
  `--${name}${value === undefined ? '' : ` ${value}`}`,
  help,
];
