import type { Picture } from '../row';

const CODES = 10;

/** Ten samples of each of ten categories, a row each. Needs a system whose `sample` takes `{ categories }`. */
export const categoryRows: Picture = (system, random) =>
  system.sample({ categories: Array.from({ length: CODES * CODES }, (_, i) => Math.floor(i / CODES)) }, { random });
