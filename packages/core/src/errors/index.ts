export { GanError, check } from './ganError';
