/** The words of a command line, sorted: what was given, not yet what it means. */
export interface Given {
  /** Words without dashes, in order. */
  readonly words: readonly string[];
  /** The value of an option, the last one where it came several times. */
  text(name: string): string | undefined;
  /** All values of an option. */
  all(name: string): readonly string[];
  /** Whether the option was given. */
  has(name: string): boolean;
}
