export { progress, type ProgressOptions, type ProgressStream } from './progress';
export { runFolder, type RunFolderOptions } from './runFolder';
export { train, type RunOptions } from './train';
