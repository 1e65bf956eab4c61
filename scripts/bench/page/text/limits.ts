import { paddedTable } from '../../../sheets/paddedTable';
import type { SizedRounds } from '../measure/sizes';
import { settingText } from '../setting';
import type { Results } from '../results';
import { mebibytesText, millionsText, secondsText } from './numbers';

type Limits = NonNullable<Results['limits']>;

/** `StyleGAN2, 64 × 64` of `stylegan2?resolution=64&width=512&batch=4&every=16`. */
function rowName(name: string): { network: string; batch: string } {
  const [family, query] = name.split('?');
  const sizes = new URLSearchParams(query);
  const resolution = sizes.get('resolution') ?? '';
  const network = family === 'biggan' ? `BigGAN, 128 × 128, ch ${sizes.get('channels') ?? ''}` : `StyleGAN2, ${resolution} × ${resolution}`;
  return { network, batch: sizes.get('batch') ?? '' };
}

function rowOf({ case: name, params, heap_mb, resident_mb, median_s, failure }: SizedRounds): string[] {
  const { network, batch } = rowName(name);
  if (failure !== undefined) return [network, batch, '', 'does not fit', ''];
  const memory = heap_mb ?? resident_mb ?? NaN;
  return [network, batch, millionsText(params ?? NaN), mebibytesText(memory), secondsText(median_s ?? NaN)];
}

/** What fits into the heap, and what the native backend takes for it. */
export function limitsText({ setting, rounds, native }: Limits): string {
  const table = (memory: string, of: readonly SizedRounds[]): string =>
    paddedTable(['network', 'batch', 'parameters', memory, 'first round'], of.map(rowOf));
  const failure = rounds.find((round) => round.failure?.startsWith('wasm:'))?.failure;
  return [
    table('heap', rounds),
    ...(failure === undefined ? [] : ['What does not fit says so:', `\`\`\`text\n${failure}\n\`\`\``]),
    ...(native.length === 0 ? [] : ['The native backend, `tensorflow`, has all the memory of the machine:', table('resident set', native)]),
    settingText(setting),
  ].join('\n\n');
}
