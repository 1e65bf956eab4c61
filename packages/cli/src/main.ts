import { printable } from '@ganblocks/core';
import { commands } from './commands/commands';
import { generalHelp } from './generalHelp';
import { helpText } from './options/helpText';
import { parseWords } from './options/parseWords';
import { processTerminal, type Terminal } from './terminal';
import { suggestion } from './text/nearest';
import { checkUsage, UsageError } from './usageError';
import { version } from './version';

/**
 * Does what a command line asks for, and returns the exit code: 0; 1 where something did not work out; 2 where the command was not written right;
 * 130 or 143 where Ctrl+C or SIGTERM ended a run, which is then saved. Results go to `out`, all else to `err`; nothing is thrown.
 *
 * @param args what stands behind `ganblocks`
 * @param terminal default: the process's standard output and error
 * @example const exitCode = await main(['list', 'data'], { out: (text) => console.log(text), err: () => undefined });
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    const usage = error instanceof UsageError;
    terminal.err(describe(error, args.includes('--debug')));
    return usage ? 2 : 1;
  }
}

async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) {
    const [word] = args;
    if (name === 'help' && word !== undefined) return run([word, '--help'], terminal);
    terminal[name === undefined ? 'err' : 'out'](generalHelp());
    return name === undefined ? 2 : 0;
  }
  if (['--version', '-v', 'version'].includes(name)) {
    terminal.out(version());
    return 0;
  }
  const command = commands.find(({ spec }) => spec.name === name);
  checkUsage(command !== undefined, () => {
    const names = commands.map(({ spec }) => spec.name);
    return `there is no command '${printable(name)}'.${suggestion(name, names)} There are ${names.join(', ')}: see 'ganblocks --help'.`;
  });
  const given = parseWords(command.spec, args);
  if (!given.has('help')) return command.run(given, terminal);
  terminal.out(helpText(command.spec));
  return 0;
}

/** The message alone, or with `--debug` where it comes from. */
function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `ganblocks: ${String(error)}`;
  return debug ? (error.stack ?? error.message) : `ganblocks: ${error.message}`;
}
