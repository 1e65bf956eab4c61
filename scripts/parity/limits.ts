/** A stored number that float32 cannot reach at the manifest's tolerance, whoever computes it. */
export interface Limit {
  readonly name: string;
  readonly tensor: string;
  /** How many times the tolerance it may be off instead. */
  readonly factor: number;
  readonly reason: string;
}

export const limits: readonly Limit[] = [
  {
    name: 'layer-ylg-attention',
    tensor: 'grad_gamma',
    factor: 4,
    // Measured with float64 stages rounded once to float32, 60 draws.
    reason: 'terms of 5,292 in all cancel to 0.004; stages that are exact but for one rounding already miss by 1.04× of the tolerance',
  },
];
