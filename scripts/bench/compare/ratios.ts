import { median, rounded } from '../statistics';

/** Seconds of a step on both sides, each the median of what its process timed. */
export interface Round {
  readonly ours: number;
  readonly torch: number;
}

interface SideTimes {
  /** Of the rounds. */
  readonly median_s: number;
  /** The best round. */
  readonly best_s: number;
}

export interface Ratios {
  readonly ours: SideTimes;
  readonly torch: SideTimes;
  /** Ours through PyTorch's: below 1 we are faster. */
  readonly ratio_of_medians: number;
  readonly ratio_of_bests: number;
}

const ratio = (ours: number, torch: number): number => Number((ours / torch).toFixed(3));

/** What rounds in turn come to. */
export function ratiosOf(rounds: readonly Round[]): Ratios {
  const side = (seconds: readonly number[]): SideTimes => ({ median_s: rounded(median(seconds)), best_s: rounded(Math.min(...seconds)) });
  const ours = side(rounds.map((round) => round.ours));
  const torch = side(rounds.map((round) => round.torch));
  return { ours, torch, ratio_of_medians: ratio(ours.median_s, torch.median_s), ratio_of_bests: ratio(ours.best_s, torch.best_s) };
}
