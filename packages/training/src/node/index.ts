export { endOnSignals, type EndOnSignalsOptions } from './endOnSignals';
export { newestCheckpoint, type FoundCheckpoint, type NewestCheckpoint } from './newestCheckpoint';
export { progress, type ProgressOptions, type ProgressStream } from './progress';
export { report, type ReportOptions } from './report/report';
export { writeReport } from './report/writeReport';
export { runFolder, type RunFolderOptions } from './runFolder';
export { tensorBoard, type TensorBoardOptions } from './tensorBoard/tensorBoard';
export { train, type RunOptions, type RunTrainOptions } from './train';
