import { check, shown } from '../errors/index';
import { checkProbability } from './checkProbability';

/** What each transformation's probability is, as a multiple of the one that ADA adapts. 0 or left out: never. */
export interface AdaStrengths {
  /** Left to right, half of the time. */
  readonly flip?: number;
  /** By 0, 90, 180 or 270 degrees. */
  readonly rotate90?: number;
  /** By whole pixels. */
  readonly integerTranslation?: number;
  /** Larger or smaller. */
  readonly scale?: number;
  /** By any angle, before or after the anisotropic scaling or both. */
  readonly rotate?: number;
  /** Wider and lower, or the reverse. */
  readonly anisotropicScale?: number;
  readonly fractionalTranslation?: number;
  readonly brightness?: number;
  readonly contrast?: number;
  /** Light for dark, half of the time. */
  readonly lumaFlip?: number;
  /** Images of three channels only, as saturation. */
  readonly hue?: number;
  readonly saturation?: number;
  /** Of octaves of frequencies, each with this probability. */
  readonly filter?: number;
  readonly noise?: number;
  readonly cutout?: number;
}

/** How far each transformation goes. */
export interface AdaMagnitudes {
  /** Largest, as a share of the size. Default 0.125. */
  readonly integerTranslation?: number;
  /** Deviation of log₂ of the factor. Default 0.2. */
  readonly scale?: number;
  /** Largest angle, in half turns. Default 1. */
  readonly rotate?: number;
  /** Deviation of log₂ of the factor. Default 0.2. */
  readonly anisotropicScale?: number;
  /** Deviation, as a share of the size. Default 0.125. */
  readonly fractionalTranslation?: number;
  /** Deviation. Default 0.2. */
  readonly brightness?: number;
  /** Deviation of log₂ of the factor. Default 0.5. */
  readonly contrast?: number;
  /** Largest angle, in half turns. Default 1. */
  readonly hue?: number;
  /** Deviation of log₂ of the factor. Default 1. */
  readonly saturation?: number;
  /** Deviation of log₂ of a band's gain. Default 1. */
  readonly filter?: number;
  /** Deviation of the noise's own deviation. Default 0.1. */
  readonly noise?: number;
  /** Width and height, as a share of the image's. Default 0.5. */
  readonly cutout?: number;
}

export type Strengths = Required<AdaStrengths>;
export type Magnitudes = Required<AdaMagnitudes>;

const none: Strengths = {
  flip: 0,
  rotate90: 0,
  integerTranslation: 0,
  scale: 0,
  rotate: 0,
  anisotropicScale: 0,
  fractionalTranslation: 0,
  brightness: 0,
  contrast: 0,
  lumaFlip: 0,
  hue: 0,
  saturation: 0,
  filter: 0,
  noise: 0,
  cutout: 0,
};

const usual: Magnitudes = {
  integerTranslation: 0.125,
  scale: 0.2,
  rotate: 1,
  anisotropicScale: 0.2,
  fractionalTranslation: 0.125,
  brightness: 0.2,
  contrast: 0.5,
  hue: 1,
  saturation: 1,
  filter: 1,
  noise: 0.1,
  cutout: 0.5,
};

const blit: AdaStrengths = { flip: 1, rotate90: 1, integerTranslation: 1 };
const geom: AdaStrengths = { scale: 1, rotate: 1, anisotropicScale: 1, fractionalTranslation: 1 };
const color: AdaStrengths = { brightness: 1, contrast: 1, lumaFlip: 1, hue: 1, saturation: 1 };
const [filter, noise, cutout]: readonly [AdaStrengths, AdaStrengths, AdaStrengths] = [{ filter: 1 }, { noise: 1 }, { cutout: 1 }];

const pipes = {
  blit,
  geom,
  color,
  filter,
  noise,
  cutout,
  bg: { ...blit, ...geom },
  bgc: { ...blit, ...geom, ...color },
  bgcf: { ...blit, ...geom, ...color, ...filter },
  bgcfn: { ...blit, ...geom, ...color, ...filter, ...noise },
  bgcfnc: { ...blit, ...geom, ...color, ...filter, ...noise, ...cutout },
} as const satisfies Readonly<Record<string, AdaStrengths>>;

/** Which transformations: letters of blit (flips, quarter turns, whole pixels), geom, color, filter, noise, cutout. */
export type AdaPipe = keyof typeof pipes;

const isPipe = (pipe: string): pipe is AdaPipe => Object.hasOwn(pipes, pipe);

/** The given numbers over the defaults; throws at a name that there is not. */
function filledIn<T extends object>(where: string, what: string, defaults: T, given: Partial<T>): T {
  for (const [name, value] of Object.entries(given)) {
    check(Object.hasOwn(defaults, name), () => `${where}: ${what} must be among ${Object.keys(defaults).join(', ')}. Got ${shown(name)}.`);
    checkProbability(where, `${what} ${name}`, value);
  }
  return { ...defaults, ...given };
}

/** The multipliers of a named pipe, or of one's own. */
export function strengthsOf(where: string, pipe: AdaPipe | AdaStrengths): Strengths {
  if (typeof pipe === 'object') return filledIn(where, 'pipe', none, pipe);
  check(isPipe(pipe), () => `${where}: pipe must be one of ${Object.keys(pipes).join(', ')}, or multipliers by name. Got ${shown(pipe)}.`);
  return { ...none, ...pipes[pipe] };
}

export const magnitudesOf = (where: string, magnitudes: AdaMagnitudes): Magnitudes => filledIn(where, 'magnitudes', usual, magnitudes);
