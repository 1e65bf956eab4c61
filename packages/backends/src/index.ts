export type { Choice } from './chooseBackend';
export { useBackend } from './useBackend';
export type { BackendChoice, BackendName, UseBackendOptions, WasmPaths } from './useBackend';
