import { again } from '../../ownProcess';
import { messageOf } from '../messageOf';

/** The rounds of a case of some size, alone in their process: what they take, or why they do not run. */
export interface SizedRounds {
  readonly case: string;
  readonly backend: string;
  readonly params?: number;
  readonly median_s?: number;
  /** MiB, the most that they came to. */
  readonly heap_mb?: number;
  readonly resident_mb?: number;
  readonly failure?: string;
}

interface TimedLine {
  readonly median_s: number;
  readonly heap_mb?: number;
  readonly resident_mb: number;
  readonly params: Readonly<Record<string, number>>;
}

export interface SizedJob {
  readonly name: string;
  readonly backend: 'wasm' | 'tensorflow';
  readonly threads: number;
  readonly repeat: number;
  readonly warmUp: number;
}

/** Takes rounds in a process of their own, whose memory is then theirs alone. */
export async function sizedRounds({ name, backend, threads, repeat, warmUp }: SizedJob): Promise<SizedRounds> {
  const times = ['--repeat', String(repeat), '--warm-up', String(warmUp), '--threads', String(threads)];
  try {
    const [line] = (await again(['--only', name, '--backend', backend, ...times])) as TimedLine[];
    if (!line) throw new Error(`${name}: its process printed nothing.`);
    const { median_s, heap_mb, resident_mb, params } = line;
    const heap = heap_mb === undefined ? {} : { heap_mb };
    return { case: name, backend, params: Object.values(params).reduce((a, b) => a + b, 0), median_s, ...heap, resident_mb };
  } catch (error) {
    return { case: name, backend, failure: lastLine(messageOf(error)) };
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
