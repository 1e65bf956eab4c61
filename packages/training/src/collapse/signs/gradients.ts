import type { CollapseLimits } from './limits';
import { medians } from './medians';
import { NOTHING, short, worst, type Sign } from './sign';

/** Gradients that vanish or spike. */
export function gradientSign({ gradient, noGradient }: Pick<CollapseLimits, 'gradient' | 'noGradient'>): Sign {
  const usual = medians();
  return {
    kind: 'gradients',
    patience: 1,
    advice:
      'A gradient that vanishes leaves its network where it is, most often since the other one has won; one that spikes throws it far away. Lower the ' +
      'learning rates, penalize the discriminator with r1, or clip gradients (reduceGradients: clipGlobalNorm(1)); if samples have suffered, go back to a checkpoint before it.',
    judge({ gradientNorms }) {
      return worst(
        Object.entries(gradientNorms).map(([key, norm]) => {
          const before = usual.of(key);
          if (before === undefined || before === 0) return NOTHING;
          const what = norm > before ? 'spikes' : 'vanishes';
          return {
            severity: Math.max(norm / (gradient * before), (noGradient * before) / norm),
            seen: `the gradient of '${key}' ${what}: its norm is ${short(norm)}, its running median ${short(before)}`,
          };
        }),
      );
    },
    note: ({ gradientNorms }) => usual.note(gradientNorms),
  };
}
