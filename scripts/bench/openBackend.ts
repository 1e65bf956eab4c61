import { useBackend } from '@ganblocks/backends';
import type { BackendName } from '@ganblocks/backends';

export interface OpenBackend {
  readonly backend: BackendName;
  /** How many it works with. */
  readonly threads: number;
}

/** Starts a backend: the one place that hands a number of threads over. */
export async function openBackend(name: BackendName | 'auto', threads: number): Promise<OpenBackend> {
  // TensorFlow reads it when its library is loaded: so many threads for the work within an op, one op at a time.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  process.env['TF_NUM_INTEROP_THREADS'] = '1';
  const { name: backend, threads: ours = 1 } = await useBackend(name, { threads, report: (line) => console.error(line) });
  return { backend, threads: backend.startsWith('tensorflow') ? threads : ours };
}
