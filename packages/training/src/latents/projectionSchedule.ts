/** What a step of a projection is done with. */
export interface ProjectionMoment {
  /** What the learning rate is multiplied by. */
  readonly rate: number;
  /** What the deviation of the noise is multiplied by. */
  readonly noise: number;
}

/**
 * StyleGAN2's ramps, as shares of the whole: the rate rises for a twentieth and falls as a cosine over the last quarter; the noise falls as a square
 * over the first three quarters.
 */
export function projectionMoment(step: number, steps: number): ProjectionMoment {
  const done = step / steps;
  const fall = 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, (1 - done) / 0.25));
  const rise = Math.min(1, (step + 1) / steps / 0.05);
  return { rate: fall * rise, noise: Math.max(0, 1 - done / 0.75) ** 2 };
}
