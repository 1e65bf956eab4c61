/** A rectangle inside a row-major array: its first element, and the distance between its rows. */
export interface Block {
  readonly data: Float64Array;
  readonly start: number;
  readonly stride: number;
}
