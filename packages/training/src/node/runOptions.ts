import type { ReplicaOptions } from './replicas/replicaOptions';
import type { RunFolderOptions } from './runFolderOptions';

/** Where a run is kept and how it is shown. */
export interface RunOptions extends RunFolderOptions {
  /** Folder of the run; see `runFolder`. Default: none, nothing is written. */
  readonly run?: string;
  /**
   * `true`: goes on from the newest whole checkpoint of the folder `run`; `'auto'`: the same where it has one, else a new run. Bytes of a checkpoint are
   * taken as by the main entry's `train`. Default: a new run.
   */
  readonly resume?: Uint8Array | boolean | 'auto';
  /** Ends the run cleanly on SIGINT and SIGTERM; see `endOnSignals`. Default: true where `run` is given. */
  readonly signals?: boolean;
  /** Divides the run among threads of this process, each of which runs a script again that trains the same; see `ReplicaOptions`. Default: none. */
  readonly replicas?: ReplicaOptions;
  /** Nothing on the terminal; `note` is still called where it is given. Default: false. */
  readonly quiet?: boolean;
}
