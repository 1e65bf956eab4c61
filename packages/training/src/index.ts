export * from './checkpoint/index';
export { everyImages, type EveryImagesOptions } from './everyImages';
export type { Losses, Moment, Observer, RunStart, StepEvent, TrainingSummary } from './observer';
export { train } from './train';
export type { EmaSettings, SampleRequest, TrainOptions, TrainSettings } from './trainOptions';
