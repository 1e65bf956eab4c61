import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and reads its output, JSON objects a line.
 *
 * @throws Error with the end of what it wrote on stderr, where it fails.
 */
export async function jsonLinesOf(command: string, args: readonly string[]): Promise<unknown[]> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2000)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => void child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}.\n${errors.trim()}`);
  } finally {
    process.off('exit', stop);
  }
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** This program again, in a process of its own. */
export const again = (args: readonly string[]): Promise<unknown[]> =>
  jsonLinesOf(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args, '--json']);
