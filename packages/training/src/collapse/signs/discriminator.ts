import type { CollapseFigures } from '../collapseLook';
import { runningMedian } from '../runningMedian';
import type { CollapseLimits } from './limits';
import { HELD, isGrowing, NOTHING, percent, short, worst, type Finding, type Sign } from './sign';

/** A root that lets an alarm that begins where one pair in a thousand is wrong end where more than three in a hundred are. */
const MILDNESS = 0.1;

/** A discriminator that has won: what it tells the generator no longer says in which direction to go. */
export function discriminatorSign({ accuracy: limit, discriminatorLoss }: Pick<CollapseLimits, 'accuracy' | 'discriminatorLoss'>): Sign {
  const [usual, usualDistance] = [runningMedian(), runningMedian()];
  let largest = 0;

  const ofAccuracy = ({ accuracy, samples }: CollapseFigures): Finding => {
    if (accuracy === undefined) return NOTHING;
    // A generator whose samples still get more diverse does learn from it.
    const most = samples && isGrowing(samples.distance, usualDistance.value) ? HELD : Infinity;
    return {
      severity: Math.min(most, ((1 - limit) / (1 - accuracy)) ** MILDNESS),
      seen: `the discriminator ranks ${percent(accuracy)} of the pairs of a real image and a generated one right`,
    };
  };
  const ofLosses = ({ losses }: CollapseFigures): Finding => {
    const { discriminator, generator } = adversarialOf(losses);
    const before = usual.value;
    // A loss below 0 is a critic's, whose size says nothing of who wins.
    if (discriminator === undefined || generator === undefined || before === undefined) return NOTHING;
    if (discriminator < 0 || largest === 0 || generator <= before) return NOTHING;
    return {
      severity: (discriminatorLoss * largest) / discriminator,
      seen: `the discriminator's loss is ${short(discriminator)} (it was ${short(largest)}) while the generator's has grown from ${short(before)} to ${short(generator)}`,
    };
  };

  return {
    kind: 'discriminator',
    // Healthy discriminators rank nearly all pairs right for a while, most of all those with batch norm.
    patience: 3,
    advice:
      'The discriminator has won, and little is left for the generator to learn from; with few images it may know them by heart. Lower its learning ' +
      'rate or the number of its updates, penalize it with r1, or augment what it sees (DiffAugment, ADA); if samples have suffered, go back to a checkpoint before it.',
    judge: (figures) => worst([ofAccuracy(figures), ofLosses(figures)]),
    note({ losses, samples }) {
      if (samples) usualDistance.push(samples.distance);
      const { discriminator, generator } = adversarialOf(losses);
      if (generator !== undefined) usual.push(generator);
      if (discriminator !== undefined && discriminator > largest) largest = discriminator;
    },
  };
}

const adversarialOf = (losses: CollapseFigures['losses']): { discriminator: number | undefined; generator: number | undefined } => ({
  discriminator: losses['discriminator/adversarial'],
  generator: losses['generator/adversarial'],
});
