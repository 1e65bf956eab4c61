/** Sized so that two cores without a GPU draw digits within minutes. */
export const PRESET = {
  images: 128_000,
  batchSize: 64,
  seed: 7,
  run: 'runs/first-light',
  /** Samples that the digit score is taken from. */
  samples: 2_000,
  network: { resolution: 28, imageChannels: 1, latentSize: 64, width: 32, learningRate: 5e-4 },
  ema: { halfLifeImages: 2_000, rampUp: 0.05 },
} as const;
