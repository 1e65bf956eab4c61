export { categoryRows } from './categoryRows';
export { reconstructions } from './reconstructions';
