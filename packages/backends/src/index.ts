export { useBackend } from './useBackend';
export type { BackendChoice, BackendName, UseBackendOptions } from './useBackend';
