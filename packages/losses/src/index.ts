export { nonSaturating } from './adversarial/nonSaturating';
export type { NonSaturatingOptions } from './adversarial/nonSaturating';
