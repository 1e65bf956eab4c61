import { main } from '../src/main';

/** What a command said and ended with. */
export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. */
export async function ganblocks(...args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const exitCode = await main(args, {
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
  });
  return { exitCode, ...said };
}
