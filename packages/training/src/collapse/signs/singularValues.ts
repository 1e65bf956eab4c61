import type { CollapseFigures } from '../collapseLook';
import type { CollapseLimits } from './limits';
import { medians } from './medians';
import { NOTHING, short, worst, type Sign } from './sign';

/** Top singular values that spike, as BigGAN's do at collapse. */
export function singularValueSign({ singularValue }: Pick<CollapseLimits, 'singularValue'>): Sign {
  const usual = medians();
  return {
    kind: 'singularValues',
    patience: 1,
    advice:
      'Weights that explode go with collapse (BigGAN, section 4). Look at the samples, go back to a checkpoint before it where they have suffered, and lower ' +
      'the learning rate of that network, take a larger batch, or hold its weights with spectral normalization or an orthogonal penalty.',
    judge({ singularValues }) {
      return worst(
        Object.entries(singularValues).map(([name, [first]]) => {
          const before = usual.of(name);
          if (before === undefined || before === 0) return NOTHING;
          return {
            severity: first / (singularValue * before),
            seen: `the largest singular value of '${name}' is ${short(first)}, its running median ${short(before)}`,
          };
        }),
      );
    },
    note: ({ singularValues }) => usual.note(firsts(singularValues)),
  };
}

const firsts = (values: CollapseFigures['singularValues']): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, [first]]) => [name, first]));
