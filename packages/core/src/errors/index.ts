export { GanError, check } from './ganError';
export { printable, shown } from './shown';
