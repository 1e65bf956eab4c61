export { adversarial } from './adversarial/adversarial';
export type { AdversarialSystem } from './adversarial/adversarial';
export type {
  AdversarialOptions,
  ConditionalOptions,
  LogitTerm,
  OfConditions,
  OfImages,
  Owned,
  PlayedLoss,
} from './adversarial/adversarialOptions';
export { attributeVectors } from './adversarial/attributeVectors';
export type { AttributeRequest } from './adversarial/attributeVectors';
export { classLabels } from './adversarial/classLabels';
export type { ClassRequest } from './adversarial/classLabels';
export { classTerm } from './adversarial/classTerm';
export type { ClassTermOptions } from './adversarial/classTerm';
export type { Condition } from './adversarial/condition';
export type { GameTerm, Judged, Pretraining } from './adversarial/gameTerm';
export { splitHeads, withHeads } from './adversarial/heads';
export type { Heads, Judgement } from './adversarial/heads';
export type { LatentSource } from './adversarial/latentSource';
export { cganConfig } from './cgan/config';
export type { CganConfig } from './cgan/config';
export { cganDiscriminator } from './cgan/discriminator';
export { cgan } from './cgan/cgan';
export type { AttributeCganSystem, CganState, CganSystem } from './cgan/cgan';
export { cganGenerator } from './cgan/generator';
export { dcganConfig } from './dcgan/config';
export type { DcganConfig } from './dcgan/config';
export { dcgan } from './dcgan/dcgan';
export type { DcganSystem } from './dcgan/dcgan';
export { dcganDiscriminator } from './dcgan/discriminator';
export { dcganGenerator } from './dcgan/generator';
export { ganConfig } from './gan/config';
export type { GanConfig } from './gan/config';
export type { Descent } from './gan/descent';
export { ganDiscriminator } from './gan/discriminator';
export { gan } from './gan/gan';
export type { GanNetworksSystem } from './gan/gan';
export { ganGenerator } from './gan/generator';
export { lapganConfig } from './lapgan/config';
export type { LapganConfig } from './lapgan/config';
export { lapganLevelDiscriminator } from './lapgan/discriminator';
export { lapganLevelGenerator } from './lapgan/generator';
export { lapgan } from './lapgan/lapgan';
export type { LapganSystem } from './lapgan/lapgan';
export type { PaceDecay, Preset, PresetDecay, PresetTraining, RunDecay } from './preset';
export { createSystem, findPreset, systems } from './registry';
export type { CreatedSystem, Learnt, RegisteredSystem } from './registry';
export { snganConfig } from './sngan/config';
export type { SnganNetworks } from './sngan/channels';
export type { SnganConfig } from './sngan/config';
export { snganDiscriminator } from './sngan/discriminator';
export { snganGenerator } from './sngan/generator';
export { projectionCgan, projectionCganConfig } from './sngan/projectionCgan';
export type { ProjectionCganSystem } from './sngan/projectionCgan';
export { snganFromMimicry } from './sngan/pytorch';
export { sngan } from './sngan/sngan';
export type { SnganSystem } from './sngan/sngan';
export { wganConfig } from './wgan/config';
export type { WganConfig, WganForm } from './wgan/config';
export { wganCritic } from './wgan/critic';
export { wganGenerator } from './wgan/generator';
export { wgan } from './wgan/wgan';
export type { WganSystem } from './wgan/wgan';
export { conditionalWganGpConfig } from './wganGp/conditionalConfig';
export type { ConditionalWganGpConfig } from './wganGp/conditionalConfig';
export { conditionalWganGp } from './wganGp/conditionalWganGp';
export type { ConditionalWganGpSystem } from './wganGp/conditionalWganGp';
export { wganGpConfig } from './wganGp/config';
export type { WganGpConfig } from './wganGp/config';
export { wganGpCritic } from './wganGp/critic';
export { wganGpGenerator } from './wganGp/generator';
export { wganGp } from './wganGp/wganGp';
export type { WganGpSystem } from './wganGp/wganGp';
