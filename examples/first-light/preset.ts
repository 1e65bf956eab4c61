/** Sized so that two cores without a GPU draw digits within minutes. */
export const PRESET = {
  images: 80_000,
  batchSize: 32,
  seed: 7,
  run: 'runs/first-light',
  /** Samples that the digit score is taken from. */
  samples: 2_000,
  network: { resolution: 28, imageChannels: 1, latentSize: 16, width: 32, hiddenUnits: 256, learningRate: 1.5e-3, beta2: 0.99 },
  ema: { halfLifeImages: 6_000, rampUp: 0.2 },
  coolDown: { from: 0.4, to: 0.05 },
} as const;
