/** What `progress` needs of a stream; `process.stderr` is one. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal. Default: 80. */
  readonly columns?: number | undefined;
}

/** Writes a line that stays. On a terminal it takes the place of the progress line, which is drawn anew below it. */
export function writeLine(stream: ProgressStream, line: string): void {
  stream.write(stream.isTTY === true ? `\r${line}\x1b[K\n` : `${line}\n`);
}

/** What takes the lines of a run unless it is told otherwise: stderr. */
export const noteOnStderr = (line: string): void => writeLine(process.stderr, line);
