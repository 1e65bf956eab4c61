import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { conv2d, dense, flatten, globalAveragePool, initializers, input, type Part, relu, sequence, weightNorm } from '@ganblocks/layers';
import { norm, smallNormal } from '../parts/firstWeights';
import { fromZero } from '../parts/pixels';
import { halving } from '../parts/strides';
import { type SganConfig, sganConfig } from './config';
import { dropped, leaky, noise } from './parts';

/** What makes features of images, and logits of features. */
interface Parts {
  readonly features: readonly Part[];
  readonly logits: readonly Part[];
}

/**
 * SGAN's discriminator, which is a classifier: K class logits, or with form 'fakeClass' one more for fakes, and the features that they are
 * made of, which the generator matches.
 *
 * 'dense': layers of ReLU, with noise in front of each; 'convolution': stages of three 3 x 3 convolutions, the last of which halves, with dropout, then one
 * without padding, two of 1 x 1, and the mean over all pixels. Both are weight-normalized; gains of hidden layers are not learned but stay as
 * the data sets them at the beginning. 'dcgan': strided convolutions with batch norm, and dropout in front of the logits, if any.
 *
 * Shapes: images `[N, resolution, resolution, imageChannels]` in [-1, 1] → `[logits [N, K or K + 1], features [N, F]]`. Training draws noise
 * or drops, and needs a random stream. The caller disposes the model.
 *
 * @throws GanError that names the key of the configuration that is out of range.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, https://arxiv.org/abs/1606.03498
 * @example const model = sganClassifier({ classifierUnits: [64, 32] });
 */
export function sganClassifier(config: Partial<SganConfig> = {}): LayersModel {
  const settings = sganConfig(config);
  const { resolution, imageChannels, seed } = settings;
  const name = 'classifier';
  const images = input({ shape: [resolution, resolution, imageChannels], seed, network: name });
  const parts = partsBy[settings.networks](settings);
  const features = sequence(...parts.features)(images, '');
  const logits = sequence(...parts.logits)(features, '');
  return tfl.model({ inputs: images, outputs: [logits, features], name });
}

const answers = ({ form, classes }: SganConfig): number => (form === 'fakeClass' ? classes + 1 : classes);

/** How a hidden layer's kernel is made: by weight normalization, its gain the data's. */
const given = { reparam: weightNorm({ learnsGain: false }) };

function denseParts(settings: SganConfig): Parts {
  const { classifierUnits, inputNoise, hiddenNoise } = settings;
  const initializer = initializers.normal({ deviation: 0.1 });
  const hidden = classifierUnits.flatMap((units, i): readonly Part[] => {
    const name = `hidden${i + 1}`;
    const before = i === 0 ? noise(inputNoise, 'image') : noise(hiddenNoise, `hidden${i}`);
    return [...before, dense({ ...given, units, initializer, name }), relu({ name: `${name}/relu` })];
  });
  return {
    features: [fromZero('image'), flatten({ name: 'image/flatten' }), ...hidden],
    logits: [
      ...noise(hiddenNoise, `hidden${classifierUnits.length}`),
      dense({ units: answers(settings), initializer, reparam: weightNorm(), name: 'logits' }),
    ],
  };
}

function convolutionParts(settings: SganConfig): Parts {
  const { classifierWidths, inputDropout, hiddenDropout } = settings;
  const initializer = initializers.normal({ deviation: 0.05 });
  const convolution = (channels: number, name: string, { kernelSize = 3, padding = 1, stride = 1 } = {}): readonly Part[] => [
    conv2d({ ...given, channels, kernelSize, padding, stride, initializer, name }),
    leaky(name),
  ];
  const stages = classifierWidths.flatMap((channels, i): readonly Part[] => {
    const name = `stage${i + 1}`;
    return [
      ...convolution(channels, `${name}/conv1`),
      ...convolution(channels, `${name}/conv2`),
      ...convolution(channels, `${name}/conv3`, { stride: 2 }),
      ...dropped(hiddenDropout, name),
    ];
  });
  const last = classifierWidths.at(-1)!;
  return {
    features: [
      ...dropped(inputDropout, 'image'),
      ...stages,
      ...convolution(last, 'last/conv', { padding: 0 }),
      ...convolution(last, 'last/mix1', { kernelSize: 1, padding: 0 }),
      ...convolution(last, 'last/mix2', { kernelSize: 1, padding: 0 }),
      globalAveragePool({ name: 'last/mean' }),
    ],
    logits: [dense({ units: answers(settings), initializer, reparam: weightNorm({ scale: 0.1 }), name: 'logits' })],
  };
}

function dcganParts(settings: SganConfig): Parts {
  const downs = settings.classifierWidths.flatMap((channels, i): readonly Part[] => {
    const name = `down${i + 1}`;
    const convolution = conv2d({ ...halving(4), channels, initializer: smallNormal, name });
    return [convolution, ...(i === 0 ? [] : [norm(`${name}/norm`)]), leaky(name)];
  });
  return {
    features: [...downs, flatten({ name: 'features' })],
    logits: [...dropped(settings.hiddenDropout, 'features'), dense({ units: answers(settings), initializer: smallNormal, name: 'logits' })],
  };
}

const partsBy = { dense: denseParts, convolution: convolutionParts, dcgan: dcganParts } as const;
