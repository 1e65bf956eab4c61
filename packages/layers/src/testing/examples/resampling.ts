import * as initializers from '../../initializers/index';
import { equalizedLearningRate } from '../../reparametrization/index';
import type { LayerExamples } from '../layerExamples';
import { filteredLeakyRelu } from '../../resampling/filteredLeakyRelu';
import { fourierFeatures } from '../../resampling/fourierFeatures';
import { gridSample } from '../../resampling/gridSample';
import { laplacianPyramid } from '../../resampling/laplacianPyramid';
import { laplacianReconstruct } from '../../resampling/laplacianReconstruct';
import { pixelShuffle } from '../../resampling/pixelShuffle';
import { pixelUnshuffle } from '../../resampling/pixelUnshuffle';
import { reflectionPad } from '../../resampling/reflectionPad';
import { resizeBilinear } from '../../resampling/resizeBilinear';
import { resizeNearest } from '../../resampling/resizeNearest';
import { upfirdn2d } from '../../resampling/upfirdn2d';

const smooth = [0.125, 0.375, 0.375, 0.125];
const normal = initializers.normal({ deviation: 0.5 });
const notImages = (where: string): string => `${where}: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.`;

const waves = { channels: 3, size: [2, 3], samplingRate: 4, bandwidth: 1 } as const;

export const resamplingExamples: LayerExamples = {
  GanUpfirdn2d: [
    {
      make: () => upfirdn2d({ filter: smooth, up: 2, padding: [[2, 1], [2, 1]], gain: 4 }), // prettier-ignore
      inputs: [3, 4, 2],
      outputShape: [6, 8, 2],
      weights: [],
      refuses: [
        { make: () => upfirdn2d({ filter: [] }), error: 'upfirdn2d: filter must have the axes [k] or [kh, kw]' },
        { make: () => upfirdn2d({ filter: [1], up: 0 }), error: 'upfirdn2d: up must be an integer >= 1' },
        { make: () => upfirdn2d({ filter: [1], gain: NaN }), error: 'upfirdn2d: gain must be a finite number. Got NaN.' },
        { inputs: [[2]], error: notImages('upfirdn2d') },
        { make: () => upfirdn2d({ filter: smooth }), error: 'upfirdn2d: the padded image must be at least as long as the filter.' },
      ],
    },
    {
      make: () => upfirdn2d({ filter: [[1, 2, 0], [0, 1, 3]], down: [2, 1], padding: 1, flipFilter: true }), // prettier-ignore
      inputs: [4, 3, 1],
      outputShape: [3, 3, 1],
    },
  ],
  GanResizeNearest: [
    {
      make: () => resizeNearest(),
      inputs: [2, 3, 2],
      outputShape: [4, 6, 2],
      weights: [],
      refuses: [
        {
          make: () => resizeNearest({ factor: 1.5 }),
          error: 'resizeNearest: factor must be a positive integer or a pair [vertical, horizontal] of them. Got 1.5.',
        },
        { make: () => resizeNearest({ factor: 2, size: 8 }), error: 'resizeNearest: factor and size exclude each other. Got both.' },
        { inputs: [[2]], error: notImages('resizeNearest') },
      ],
    },
    { make: () => resizeNearest({ size: [3, 5] }), inputs: [2, 2, 1], outputShape: [3, 5, 1] },
    { make: () => resizeNearest({ factor: [1, 3] }), inputs: [2, 2, 1], outputShape: [2, 6, 1] },
  ],
  GanResizeBilinear: [
    {
      make: () => resizeBilinear(),
      inputs: [2, 3, 2],
      outputShape: [4, 6, 2],
      weights: [],
      refuses: [
        {
          make: () => resizeBilinear({ size: [4, 0] }),
          error: 'resizeBilinear: size must be a positive integer or a pair [vertical, horizontal] of them. Got [4,0].',
        },
        { inputs: [[2]], error: notImages('resizeBilinear') },
      ],
    },
    { make: () => resizeBilinear({ size: 5, alignCorners: true }), inputs: [3, 2, 1], outputShape: [5, 5, 1] },
  ],
  GanPixelShuffle: [
    {
      make: () => pixelShuffle(),
      inputs: [2, 3, 8],
      outputShape: [4, 6, 2],
      weights: [],
      refuses: [
        { make: () => pixelShuffle({ factor: 0 }), error: 'pixelShuffle: factor must be a positive integer. Got 0.' },
        { inputs: [[2, 2, 6]], error: 'pixelShuffle: the channels must be a multiple of 4, the square of the factor. Got 6.' },
      ],
    },
    { make: () => pixelShuffle({ factor: 3, order: 'channelLast' }), inputs: [1, 2, 9], outputShape: [3, 6, 1] },
  ],
  GanPixelUnshuffle: [
    {
      make: () => pixelUnshuffle(),
      inputs: [4, 6, 2],
      outputShape: [2, 3, 8],
      weights: [],
      refuses: [
        { inputs: [[4, 5, 2]], error: 'pixelUnshuffle: height and width must be multiples of the factor 2. Got 4 x 5.' },
        {
          make: () => pixelUnshuffle({ order: 'rowFirst' as 'channelFirst' }),
          error: `pixelUnshuffle: order must be one of 'channelFirst', 'channelLast'. Got "rowFirst".`,
        },
      ],
    },
    { make: () => pixelUnshuffle({ factor: 3, order: 'channelLast' }), inputs: [3, 6, 1], outputShape: [1, 2, 9] },
  ],
  GanReflectionPad: [
    {
      make: () => reflectionPad({ padding: 2 }),
      inputs: [3, 4, 2],
      outputShape: [7, 8, 2],
      weights: [],
      refuses: [
        { make: () => reflectionPad({ padding: -1 }), error: 'reflectionPad: padding must be an integer >= 0' },
        { inputs: [[2, 4, 1]], error: 'reflectionPad: padding must be smaller than the image. Got 2, length 2.' },
      ],
    },
    { make: () => reflectionPad({ padding: [[0, 1], [2, 0]] }), inputs: [2, 3, 1], outputShape: [3, 5, 1] }, // prettier-ignore
  ],
  GanGridSample: [
    {
      make: () => gridSample(),
      inputs: [{ shape: [3, 4, 2] }, { shape: [2, 2, 2] }],
      outputShape: [2, 2, 2],
      weights: [],
      derivatives: 'none', // jumps where a place crosses the centre of a pixel; the op's goldens have them
      refuses: [
        {
          make: () => gridSample({ padding: 'wrap' as 'zeros' }),
          error: `gridSample: padding must be one of 'zeros', 'border', 'reflection'.`,
        },
        { inputs: [[3, 4, 2], [2, 2, 3]], error: "gridSample: grid must be [N, H', W', 2], (x, y) of each pixel. Got 3 coordinates." }, // prettier-ignore
        { inputs: [[3, 4, 2]], error: 'gridSample: the inputs must be [x, grid]. Got 1.' },
      ],
    },
    {
      make: () => gridSample({ padding: 'reflection', alignCorners: true }),
      inputs: [{ shape: [3, 3, 1] }, { shape: [1, 2, 2] }],
      outputShape: [1, 2, 1],
      derivatives: 'none',
    },
  ],
  GanFilteredLeakyRelu: [
    {
      make: () =>
        filteredLeakyRelu({ slope: 0.9, up: 2, upFilter: smooth, down: 2, downFilter: [0.5, 0.5], padding: 2, biasInitializer: normal }),
      inputs: [3, 2, 2],
      outputShape: [3, 2, 2],
      weights: ['bias'],
      refuses: [
        { make: () => filteredLeakyRelu({ slope: NaN }), error: 'filteredLeakyRelu: gain and slope must be finite numbers.' },
        { make: () => filteredLeakyRelu({ clamp: -1 }), error: 'filteredLeakyRelu: clamp must be at least 0, or left out. Got -1.' },
        { make: () => filteredLeakyRelu({ down: 0 }), error: 'filteredLeakyRelu: down must be an integer >= 1' },
        { inputs: [[2]], error: notImages('filteredLeakyRelu') },
        { make: () => filteredLeakyRelu({ downFilter: smooth }), error: 'filteredLeakyRelu: the padded image must be at least as long' },
      ],
    },
    { make: () => filteredLeakyRelu({ useBias: false, clamp: 4, gain: 1, slope: 0.1 }), inputs: [2, 2, 1], weights: [] },
  ],
  GanFourierFeatures: [
    {
      make: () => fourierFeatures({ ...waves, affineInitializer: normal, reparam: equalizedLearningRate() }),
      inputs: [4],
      outputShape: [2, 3, 3],
      weights: ['affine', 'affineBias', 'kernel', 'frequencies', 'phases'],
      constants: ['frequencies', 'phases'],
      refuses: [
        { make: () => fourierFeatures({ ...waves, channels: 0 }), error: 'fourierFeatures: channels must be a positive integer. Got 0.' },
        { make: () => fourierFeatures({ ...waves, size: [2, 0] }), error: 'fourierFeatures: size must be a positive integer or a pair' },
        {
          make: () => fourierFeatures({ ...waves, bandwidth: 2 }),
          error: 'fourierFeatures: bandwidth must be below half the samplingRate.',
        },
        { inputs: [[2, 2]], error: 'fourierFeatures: w must be [N, D]. Got [null, 2, 2].' },
        { inputs: [[4], [3, 2]], error: 'fourierFeatures: transform must be [N, 3, 3].' },
      ],
    },
    {
      make: () => fourierFeatures({ ...waves, affineInitializer: normal }),
      inputs: [{ shape: [4] }, { shape: [3, 3] }],
      outputShape: [2, 3, 3],
      constants: ['frequencies', 'phases'],
      derivatives: 'none', // the amplitudes have kinks, which a transform of random numbers meets
    },
  ],
  GanLaplacianPyramid: [
    {
      make: () => laplacianPyramid({ levels: 2 }),
      inputs: [8, 6, 2],
      outputShapes: [
        [8, 6, 2],
        [4, 3, 2],
      ],
      weights: [],
      refuses: [
        { make: () => laplacianPyramid({ levels: 0 }), error: 'laplacianPyramid: levels must be a positive integer. Got 0.' },
        { inputs: [[6, 5, 1]], error: 'laplacianPyramid: height and width must be multiples of 2 for 2 levels. Got 6 x 5.' },
      ],
    },
    { make: () => laplacianPyramid({ filter: 'box' }), inputs: [4, 4, 1], outputShapes: [[4, 4, 1], [2, 2, 1], [1, 1, 1]] }, // prettier-ignore
  ],
  GanLaplacianReconstruct: [
    {
      make: () => laplacianReconstruct(),
      inputs: [{ shape: [8, 4, 2] }, { shape: [4, 2, 2] }],
      outputShape: [8, 4, 2],
      weights: [],
      refuses: [
        {
          make: () => laplacianReconstruct({ filter: 'sharp' as 'box' }),
          error: `laplacianReconstruct: filter must be one of 'box', 'binomial'. Got "sharp".`,
        },
        { inputs: [[4, 4, 1], [3, 2, 1]], error: 'laplacianReconstruct: each band must be half as large as the one before.' }, // prettier-ignore
      ],
    },
    {
      make: () => laplacianReconstruct({ filter: 'box' }),
      inputs: [{ shape: [4, 4, 1] }, { shape: [2, 2, 1] }, { shape: [1, 1, 1] }],
      outputShape: [4, 4, 1],
    },
  ],
};
