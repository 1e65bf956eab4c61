export type { JsonObject, JsonValue } from './json';
export type { Latents, LatentSpace } from './latentSpace';
export type { Parts } from './parts';
export type { RandomStream } from './randomStream';
export type { Stateful } from './stateful';
export type { CallArgs, Network } from './network';
export type { Minimize, MinimizeOver } from './minimize';
export type { Optimizer } from './optimizer';
export type { AdversarialLoss, Critic, CriticInput, CriticPenalty, LossTerms, MultiScalePenalty, PenaltyPoint } from './loss';
export type {
  AttributeBatch,
  BatchStream,
  CaptionBatch,
  Dataset,
  ImageBatch,
  LabelledBatch,
  PairBatch,
  SceneBatch,
  SemiSupervisedBatch,
  StreamRequest,
  UnpairedBatch,
} from './data';
export type { GanSystem, Phase, StepContext, StepReport } from './system';
