/** What `runFolder` keeps, and how often. */
export interface RunFolderOptions {
  /** Images between two sheets of samples, and two drawings of the losses. Default: a twentieth of the run. */
  readonly sampleEvery?: number;
  /** Images between two checkpoints. Default: a tenth of the run. */
  readonly checkpointEvery?: number;
  /** Checkpoints kept: the latest and those before it. Default: 2. */
  readonly keep?: number;
  /** The figure of `evaluate` whose best moment is kept as `best.safetensors`. Default: the first. */
  readonly best?: string;
  /** Images on a sheet; 0: no sheets. Default: 64. */
  readonly samples?: number;
  /** Images in a row of a sheet. Default: 8. */
  readonly columns?: number;
  /** Event files that TensorBoard opens. Default: true. */
  readonly tensorBoard?: boolean;
  /** Takes a line about what was done with an earlier run's files, or about what is left of a run that an error stopped. Default: writes it to `process.stderr`. */
  readonly note?: (line: string) => void;
}
