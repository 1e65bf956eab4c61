import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Torch {
  readonly python: string;
  readonly script: string;
  readonly version: string;
}

const ours = fileURLToPath(new URL('../../../benchmarks/torch_steps.py', import.meta.url));

/**
 * A Python that has torch, and the script that takes the same steps with it.
 *
 * @throws Error where there is none.
 */
export async function findTorch({ python, script = ours }: { python?: string | undefined; script?: string | undefined }): Promise<Torch> {
  if (!existsSync(script)) throw new Error(`--torch-script: there is no ${script}.`);
  const candidates = python === undefined ? ['python3', '/usr/bin/python3'] : [python];
  for (const candidate of candidates) {
    const asked = promisify(execFile)(candidate, ['-c', 'import torch; print(torch.__version__)']);
    const version = await asked.then(({ stdout }) => stdout.trim()).catch(() => undefined);
    if (version !== undefined) return { python: candidate, script, version };
  }
  throw new Error(
    `--compare needs a Python with torch. Tried ${candidates.join(', ')}. Install one (Debian: python3-torch; pip: torch), or name yours: --python PATH.`,
  );
}
