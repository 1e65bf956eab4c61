import type { KernelShape } from '../weightFiles/convolutionKernel';

/** Networks of torchvision whose layers perceptual distances rest on. */
export type PerceptualNetwork = 'alexnet' | 'vgg16' | 'vgg19';

interface Convolution {
  readonly kind: 'convolution';
  readonly outputs: number;
  /** Height and width of the kernel. */
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}

interface MaxPool {
  readonly kind: 'maxPool';
  readonly size: number;
  readonly stride: number;
}

type PerceptualLayer = Convolution | MaxPool | { readonly kind: 'relu' };

export interface PerceptualTopology {
  /** As results state it. */
  readonly title: string;
  /** Layer i is `features.<i>` of torchvision. */
  readonly features: readonly PerceptualLayer[];
  /** Height and width after them, of images of 224 x 224. */
  readonly side: number;
  /** Dense layers, by the number that they have in torchvision's `classifier`, each but the last followed by a ReLU. */
  readonly classifier: readonly (readonly [index: number, outputs: number])[];
  /** Layers that a distance looks at. */
  readonly layers: readonly number[];
}

const relu = { kind: 'relu' } as const;
const conv = (outputs: number, size: number, stride: number, padding: number): readonly PerceptualLayer[] => [
  { kind: 'convolution', outputs, size, stride, padding },
  relu,
];

/** Convolutions of 3 x 3, each with a ReLU, and a pooling after every run of them. */
const vgg = (...runs: readonly (readonly [count: number, outputs: number])[]): readonly PerceptualLayer[] =>
  runs.flatMap(([count, outputs]) => [
    ...Array.from({ length: count }, () => conv(outputs, 3, 1, 1)).flat(),
    { kind: 'maxPool', size: 2, stride: 2 } as const,
  ]);

const overlapping: PerceptualLayer = { kind: 'maxPool', size: 3, stride: 2 };
const vggClassifier = [
  [0, 4096],
  [3, 4096],
  [6, 1000],
] as const;

/**
 * The topologies, with the layers that LPIPS looks at in AlexNet and VGG-16, and those of pix2pixHD's perceptual loss in VGG-19.
 *
 * @see Krizhevsky 2014, One weird trick for parallelizing convolutional neural networks, https://arxiv.org/abs/1404.5997; Simonyan & Zisserman 2015, Very
 *   Deep Convolutional Networks, https://arxiv.org/abs/1409.1556
 */
export const perceptualTopologies: Readonly<Record<PerceptualNetwork, PerceptualTopology>> = {
  alexnet: {
    title: 'AlexNet',
    features: [
      ...conv(64, 11, 4, 2),
      overlapping,
      ...conv(192, 5, 1, 2),
      overlapping,
      ...conv(384, 3, 1, 1),
      ...conv(256, 3, 1, 1),
      ...conv(256, 3, 1, 1),
      overlapping,
    ],
    side: 6,
    classifier: [
      [1, 4096],
      [4, 4096],
      [6, 1000],
    ],
    layers: [1, 4, 7, 9, 11],
  },
  vgg16: {
    title: 'VGG-16',
    features: vgg([2, 64], [2, 128], [3, 256], [3, 512], [3, 512]),
    side: 7,
    classifier: vggClassifier,
    layers: [3, 8, 15, 22, 29],
  },
  vgg19: {
    title: 'VGG-19',
    features: vgg([2, 64], [2, 128], [4, 256], [4, 512], [4, 512]),
    side: 7,
    classifier: vggClassifier,
    layers: [1, 6, 11, 20, 29],
  },
};

/** Channels after each layer. */
export const layerChannels = ({ features }: PerceptualTopology): readonly number[] => {
  let channels = 3;
  return features.map((layer) => (channels = layer.kind === 'convolution' ? layer.outputs : channels));
};

/** The kernels of the convolutions by the number of their layer. */
export function featureKernels(topology: PerceptualTopology): ReadonlyMap<number, KernelShape> {
  const channels = layerChannels(topology);
  const shapes = topology.features.flatMap((layer, i): [number, KernelShape][] =>
    layer.kind === 'convolution' ? [[i, [layer.size, layer.size, channels[i - 1] ?? 3, layer.outputs]]] : [],
  );
  return new Map(shapes);
}

/** The dense kernels `[outputs, inputs]`, as PyTorch has them, by the number of their layer. */
export function classifierKernels(topology: PerceptualTopology): ReadonlyMap<number, readonly [number, number]> {
  let inputs = layerChannels(topology).at(-1)! * topology.side ** 2;
  return new Map(
    topology.classifier.map(([index, outputs]) => {
      const shape = [outputs, inputs] as const;
      inputs = outputs;
      return [index, shape];
    }),
  );
}
