import { open, stat, type FileHandle } from 'node:fs/promises';
import { onDisk } from './diskError';
import { eachJsonLine } from './report/jsonLines';
import { writeAtomically } from './writeAtomically';

/** A file of JSON lines that a run appends to. Each line has the number of the step that it belongs to. */
export interface LineFile {
  /** Cuts off what was written after a step: by a sitting that was killed after its checkpoint, or before a run went back. */
  keep(lastStep: number): Promise<void>;
  /** The file is made with its first line. */
  append<Line extends { readonly step: number }>(line: Line): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file of JSON lines when its first line comes. */
export function lineFile(path: string): LineFile {
  let file: FileHandle | undefined;
  const close = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.close();
  };
  return {
    async keep(lastStep) {
      await close();
      if (await isThere(path)) await writeAtomically(path, await linesUpTo(path, lastStep));
    },
    async append(line) {
      await onDisk('write', path, async () => {
        file ??= await open(path, 'a');
        await file.appendFile(`${JSON.stringify(line)}\n`);
      });
    },
    close,
  };
}

/** The lines up to a step. One that a crash cut short is left out. */
async function linesUpTo(path: string, lastStep: number): Promise<string> {
  const lines: string[] = [];
  await eachJsonLine(path, (line) => {
    if (typeof line['step'] === 'number' && line['step'] <= lastStep) lines.push(`${JSON.stringify(line)}\n`);
  });
  return lines.join('');
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
