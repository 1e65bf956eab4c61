export { randomStream, restoreRandomStream } from './randomStream';
