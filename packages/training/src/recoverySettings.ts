/** How a run goes on after an update that was not finite. */
export interface RecoverySettings {
  /** Images of training between two moments that it can go back to; they are kept in memory. Default: a fiftieth of the run. */
  readonly every?: number;
  /** What the learning rates are multiplied by each time. Default: 0.5. */
  readonly rate?: number;
  /** How often it goes back before it stops after all. Default: 3. */
  readonly times?: number;
}
