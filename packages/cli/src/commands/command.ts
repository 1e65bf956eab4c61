import type { Given } from '../options/given';
import type { CommandSpec } from '../options/optionSpec';
import type { Terminal } from '../terminal';

/** What `ganblocks NAME` does. */
export interface Command {
  readonly spec: CommandSpec;
  /** Does it, and returns what the process ends with. */
  run(given: Given, terminal: Terminal): Promise<number>;
}
