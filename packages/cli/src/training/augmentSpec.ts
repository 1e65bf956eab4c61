import { type Augmentation, diffAugment, type DiffAugmentStep, printable } from '@ganblocks/core';
import { nameList } from '../options/values';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';

const STEPS: readonly DiffAugmentStep[] = ['color', 'translation', 'cutout'];

/**
 * What `--augment` says: `diffaugment`, or with some of its changes, `diffaugment:translation,cutout`.
 *
 * @throws UsageError where the text is none.
 */
export function augmentSpec(text: string): Augmentation {
  const [name = '', steps] = text.split(':');
  checkUsage(name !== 'ada', () => {
    return `--augment: ada follows what the discriminator says of real images, which a system must hand to it; none that is listed does. Use diffaugment, or adversarial({ augment: ada() }) in a script.`;
  });
  checkUsage(name === 'diffaugment', () => {
    return `--augment must be diffaugment, or diffaugment:STEPS. Got '${printable(text)}'.${suggestion(name, ['diffaugment'])}`;
  });
  if (steps === undefined) return diffAugment();
  const policy = nameList(steps).map((step) => {
    const known = STEPS.find((one) => one === step);
    checkUsage(
      known !== undefined,
      () => `--augment diffaugment: there is no '${printable(step)}'.${suggestion(step, STEPS)} There are ${STEPS.join(', ')}.`,
    );
    return known;
  });
  checkUsage(policy.length > 0, () => `--augment diffaugment: expected changes behind the colon. Got none. There are ${STEPS.join(', ')}.`);
  return diffAugment({ policy });
}
