import type { CollapseFigures } from '../collapseLook';

/** How bad something is at a look. */
export interface Finding {
  /** 1 and more is bad; 0 where nothing can be said. */
  readonly severity: number;
  /** What was seen, with numbers: the beginning of a warning's message. */
  readonly seen: string;
}

/** One way in which a run shows that it collapses. */
export interface Sign {
  /** Of its warnings. */
  readonly kind: string;
  /** How long it must last before it is told, in patiences. */
  readonly patience: number;
  /** What it may mean, and what to try. */
  readonly advice: string;
  judge(figures: CollapseFigures): Finding;
  /** Takes the figures of a healthy look into what the run is used to. */
  note(figures: CollapseFigures): void;
}

export const NOTHING: Finding = { severity: 0, seen: '' };

/** The worst of some findings. */
export const worst = (findings: readonly Finding[]): Finding =>
  findings.reduce((one, other) => (other.severity > one.severity || Number.isNaN(other.severity) ? other : one), NOTHING);

/** No alarm begins at this severity, and none that has begun ends. */
export const HELD = 0.9;

/** Samples that get more unlike, by a tenth of what was usual, belong to a generator that learns; `usual` is the running median of their distance. */
export const isGrowing = (distance: number, usual: number | undefined): boolean => usual !== undefined && distance > 1.1 * usual;

/** A number as people read it: three digits. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));

/** `0.345` → `34.5 %`. */
export const percent = (share: number): string => `${short(share * 100)} %`;
