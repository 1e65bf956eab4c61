export { adam, type AdamOptions } from './adam';
export { ema, type Ema } from './ema';
export { emaDecay, type EmaDecayOptions } from './emaDecay';
export type { EmaOptions, EmaProgress } from './emaSchedule';
export { emaUpdate } from './emaUpdate';
export { minimize } from './minimize';
