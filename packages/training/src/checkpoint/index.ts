export { beginPhases } from './beginPhases';
export { checkpointBytes, type CheckpointState } from './checkpointBytes';
export type { CheckpointInfo } from './checkpointInfo';
export { readCheckpoint, type Checkpoint } from './readCheckpoint';
export { restoreCheckpoint, type RestoredRun, type RestoreTarget } from './restoreCheckpoint';
