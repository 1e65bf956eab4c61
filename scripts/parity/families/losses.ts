import { nonSaturating } from '@ganblocks/losses';
import type { Family } from '../family';
import { numberOf } from '../hyperparameters';

export const losses: readonly Family[] = [
  {
    // Flipped labels are no variant of this loss.
    pattern: /^loss-non-saturating(?!.*flip)/,
    outputs: (input, golden) => {
      const loss = nonSaturating({ realLabel: numberOf(golden, 'real_label', 1) });
      return { loss_d: loss.discriminator(input('real'), input('fake')), loss_g: loss.generator(input('fake')) };
    },
  },
];
