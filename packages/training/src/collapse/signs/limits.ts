import { check } from '@ganblocks/core';

/** Where bad begins. */
export interface CollapseLimits {
  /** Samples are too alike below this share of the distance of real images, or of the run's own running median. Default 0.5. */
  readonly diversity: number;
  /** …or above this share of pairs that are near duplicates, beyond the share among real images. Default 0.1. */
  readonly duplicates: number;
  /** The discriminator has won above this share of pairs that it ranks right. Default 0.999. */
  readonly accuracy: number;
  /** …or where its adversarial loss is below this share of its largest so far while the generator's is above its running median. Default 0.02. */
  readonly discriminatorLoss: number;
  /** A top singular value spikes above this multiple of its running median. Default 3. */
  readonly singularValue: number;
  /** The norm of a gradient spikes above this multiple of its running median. Default 10. */
  readonly gradient: number;
  /** …and vanishes below this share of it. Default 0.02. */
  readonly noGradient: number;
}

const DEFAULTS: CollapseLimits = {
  ...{ diversity: 0.5, duplicates: 0.1, accuracy: 0.999, discriminatorLoss: 0.02 },
  ...{ singularValue: 3, gradient: 10, noGradient: 0.02 },
};

/** Shares lie between 0 and 1, multiples above 1. */
const isMultiple = (name: string): boolean => name === 'singularValue' || name === 'gradient';

/**
 * All limits, those that were left out by their defaults.
 *
 * @throws GanError that names the limit which is unknown or out of range.
 */
export function collapseLimits(limits: Partial<CollapseLimits> = {}): CollapseLimits {
  for (const [name, value] of Object.entries(limits)) {
    check(Object.hasOwn(DEFAULTS, name), () => {
      return `collapseWatch: limits must be of ${Object.keys(DEFAULTS).join(', ')}. Got '${name}'.`;
    });
    const fits = isMultiple(name) ? value > 1 : value > 0 && value < 1;
    check(fits, () => {
      const range = isMultiple(name) ? 'a multiple above 1' : 'a share between 0 and 1';
      return `collapseWatch: limits.${name} must be ${range}. Got ${value}. Leave it out for ${DEFAULTS[name as keyof CollapseLimits]}.`;
    });
  }
  return { ...DEFAULTS, ...limits };
}
