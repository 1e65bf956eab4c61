import { runningMedian } from '../runningMedian';
import type { CollapseLimits } from './limits';
import { HELD, isGrowing, NOTHING, percent, short, worst, type Finding, type Sign } from './sign';

/** Samples that are alike: mode collapse itself. */
export function diversitySign({ diversity, duplicates }: Pick<CollapseLimits, 'diversity' | 'duplicates'>): Sign {
  const [usual, usualDuplicates] = [runningMedian(), runningMedian()];
  return {
    kind: 'diversity',
    patience: 1,
    advice:
      'Different latents give much the same image: the generator has collapsed, or learns nothing. Go back to a checkpoint before it; then lower the ' +
      'learning rates, take a larger batch, or hold the discriminator with r1 and, where data are few, augment what it sees (DiffAugment, ADA).',
    judge({ samples, real }) {
      if (!samples) return NOTHING;
      const { distance } = samples;
      const than = (other: number, what: string, most = Infinity): Finding => ({
        severity: other === 0 ? 0 : Math.min(most, diversity / (distance / other)),
        seen: `samples are alike: two of them are ${short(distance)} apart, ${what} ${short(other)}`,
      });
      const before = usual.value;
      const areFewer = samples.duplicates < 0.9 * (usualDuplicates.value ?? 0);
      return worst([
        ...(real ? [than(real.distance, 'two real images', isGrowing(distance, before) ? HELD : Infinity)] : []),
        ...(before === undefined ? [] : [than(before, 'a while ago')]),
        {
          severity: Math.min(areFewer ? HELD : Infinity, (samples.duplicates - (real?.duplicates ?? 0)) / duplicates),
          seen: `${percent(samples.duplicates)} of the pairs of samples are near duplicates`,
        },
      ]);
    },
    note({ samples }) {
      if (!samples) return;
      usual.push(samples.distance);
      usualDuplicates.push(samples.duplicates);
    },
  };
}
