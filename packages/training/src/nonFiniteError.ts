import { GanError } from '@ganblocks/core';

/** A loss, a gradient or a weight of a run is NaN or infinite: what `recover` helps against. */
export class NonFiniteError extends GanError {
  /** Key of the group of terms, of the optimizer whose gradients they are, or of what holds the weight. */
  readonly network: string;
  /** The loss term, `gradient`, or the name of the weight. */
  readonly term: string;
  /** Rounds of updates done before it. */
  readonly step: number;

  constructor(message: string, { network, term, step }: { network: string; term: string; step: number }) {
    super(message);
    this.network = network;
    this.term = term;
    this.step = step;
  }
}
