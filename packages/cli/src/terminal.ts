/** Where a command's words go: results to `out`, everything else to `err`. Each call is whole lines, without the last line's end. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** The process's own. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
};
