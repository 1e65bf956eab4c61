import { expect, test } from '@jest/globals';
import { families } from './index';

const known = (name: string): boolean => families.some(({ pattern }) => pattern.test(name));

test.each([
  'layer-conv2d-3x3-s3',
  'layer-dilated-conv-d7',
  'layer-conv-transpose-5x5-s3-op2',
  'layer-depthwise-conv-9x9-valid',
  'layer-batch-norm',
  'layer-leaky-relu-gain',
  'layer-reflection-pad',
  'layer-pixel-shuffle',
  'layer-pixel-unshuffle',
  'layer-embedding-repeated',
  'layer-resample-avgpool4',
  'layer-resample-maxpool3-s2',
  'layer-resample-nearest-up3',
  'layer-resample-bilinear-up4-corners',
  'layer-resample-bilinear-resize',
  'loss-non-saturating',
  'loss-non-saturating-smoothed',
  'optim-adam-foo',
  'optim-ema-decay',
  'optim-ema-stylegan2ada-rampup',
  'metric-fid-2048-n300',
  'metric-fid-from-stats',
  'metric-fid-small',
  'metric-inception-score',
])('%s is computed', (name) => {
  expect(known(name)).toBe(true);
});

test.each([
  'layer-conditional-batch-norm-embed',
  'layer-virtual-batch-norm',
  'layer-grouped-conv-s1',
  'layer-adaptive-conv',
  'layer-resample-bilinear-down2-antialias',
  'loss-non-saturating-flipped',
  'metric-fid-resize',
  'optim-rmsprop-tf',
  'fid-inception',
])('%s is no member of a family that looks like it', (name) => {
  expect(known(name)).toBe(false);
});
