export * from './checkpoint/index';
export * from './collapse/index';
export { everyImages, type EveryImagesOptions } from './everyImages';
export type { EvaluationSettings, Figure } from './evaluation';
export * from './latents/index';
export { NonFiniteError } from './nonFiniteError';
export type { FigureResult, Figures, Losses, Moment, Observer, RunStart, StepEvent, TrainingSummary, Warning } from './observer';
export type { RateMoment, RateSchedule, RateSchedules } from './rates';
export type { RecoverySettings } from './recoverySettings';
export type { Collective } from './replicas/collective';
export {
  cosineDecay,
  exponentialDecay,
  linearDecay,
  productOf,
  rateDecay,
  warmUp,
  type DecayOptions,
  type ExponentialDecayOptions,
  type RateDecay,
} from './schedules';
export { presetOptions, type PresetOptions, type PresetOptionsData } from './presetOptions';
export { train } from './train';
export type { EmaSettings, SampleRequest, TrainOptions, TrainSettings } from './trainOptions';
