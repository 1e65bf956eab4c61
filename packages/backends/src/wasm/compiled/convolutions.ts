import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { refuseUneven } from '../../kernels/refuseUneven';
import { convolutionGeometry, forwardGeometry, type ConvolutionAttributes, type ConvolutionGeometry } from '../convolutionGeometry';
import type { Activation } from '../module/activation';
import { sizeOf } from '../module/addresses';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from '../module/convolution';
import { areFloats, own, type Call, type Compiled } from './compiled';

interface FusedAttributes extends ConvolutionAttributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

const attributesOf = <T extends ConvolutionAttributes>(call: Call): T => call.attrs as unknown as T;

/** Undefined where the kernels do not cover the call. */
function coveredGeometry(call: Call): ConvolutionGeometry | undefined {
  const { x, filter } = call.inputs as Record<'x' | 'filter', TensorInfo>;
  const attributes = attributesOf(call);
  if (attributes.dataFormat === 'NCHW' || !areFloats(x, filter) || x.shape[3] !== filter.shape[2]) return undefined;
  refuseUneven(tf.Conv2D, { pad: attributes.pad, filterSize: filter.shape.slice(0, 2), strides: attributes.strides });
  const geometry = forwardGeometry(x.shape, filter.shape, attributes);
  return geometry.height.output > 0 && geometry.width.output > 0 ? geometry : undefined;
}

/** conv2d, with any padding, rounding and dilation. */
export const convolution: Compiled = (module, call) => {
  const { x, filter } = call.inputs as Record<'x' | 'filter', TensorInfo>;
  const geometry = coveredGeometry(call);
  return geometry && conv2d(module, x, filter, geometry);
};

const activations: Readonly<Record<string, (slope: number) => Activation | undefined>> = {
  linear: () => undefined,
  relu: () => ({ kind: 'relu' }),
  leakyrelu: (slope) => ({ kind: 'leakyRelu', slope }),
};

/** conv2d with a bias for each channel, and relu or leaky relu. */
export const fusedConvolution: Compiled = (module, call) => {
  const { x, filter, bias } = call.inputs as Record<'x' | 'filter', TensorInfo> & { readonly bias?: TensorInfo };
  const { activation: name = 'linear', leakyreluAlpha = 0.2 } = attributesOf<FusedAttributes>(call);
  const activate = activations[name];
  if (!activate || (bias && (!areFloats(bias) || sizeOf(bias) !== filter.shape[3]))) return undefined;
  const geometry = coveredGeometry(call);
  return geometry && conv2d(module, x, filter, geometry, { bias, activation: activate(leakyreluAlpha) });
};

/** The gradient of conv2d by its input; conv2dTranspose. */
export const inputGradient: Compiled = (module, call) => {
  const { dy, filter } = call.inputs as Record<'dy' | 'filter', TensorInfo>;
  const attributes = attributesOf<ConvolutionAttributes & { readonly inputShape: number[] }>(call);
  if (attributes.dataFormat === 'NCHW' || !areFloats(dy, filter)) return undefined;
  return conv2dInputGradient(module, dy, filter, convolutionGeometry(attributes.inputShape, filter.shape, dy, attributes));
};

/** The gradient of conv2d by its filter. */
export const filterGradient: Compiled = (module, call) => {
  const { x, dy } = call.inputs as Record<'x' | 'dy', TensorInfo>;
  const attributes = attributesOf<ConvolutionAttributes & { readonly filterShape: number[] }>(call);
  if (attributes.dataFormat === 'NCHW' || !areFloats(x, dy)) return undefined;
  return conv2dFilterGradient(module, x, dy, convolutionGeometry(x.shape, attributes.filterShape, dy, attributes));
};

interface GroupedAttributes extends ConvolutionAttributes {
  readonly groups: number;
}

/** Convolutions of groups of channels, and their adjoints. */
export const groupedConvolutions = [
  own('GanGroupedConv2D', (module, call) => {
    const { x, filter } = call.inputs as Record<'x' | 'filter', TensorInfo>;
    const { groups, ...attributes } = attributesOf<GroupedAttributes>(call);
    return conv2d(module, x, filter, forwardGeometry(x.shape, filter.shape, attributes), { groups });
  }),
  own('GanGroupedConv2DTranspose', (module, call) => {
    const { dy, filter } = call.inputs as Record<'dy' | 'filter', TensorInfo>;
    const { groups, inputShape, ...attributes } = attributesOf<GroupedAttributes & { readonly inputShape: number[] }>(call);
    return conv2dInputGradient(module, dy, filter, convolutionGeometry(inputShape, filter.shape, dy, attributes), { groups });
  }),
  own('GanGroupedConv2DFilter', (module, call) => {
    const { x, dy } = call.inputs as Record<'x' | 'dy', TensorInfo>;
    const { groups, filterShape, ...attributes } = attributesOf<GroupedAttributes & { readonly filterShape: number[] }>(call);
    return conv2dFilterGradient(module, x, dy, convolutionGeometry(x.shape, filterShape, dy, attributes), { groups });
  }),
];

/** Convolutions that add a bias as they store. */
export const biasedConvolutions = [
  own('GanConv2D', (module, call) => {
    const { x, filter, bias } = call.inputs as Record<'x' | 'filter' | 'bias', TensorInfo>;
    return conv2d(module, x, filter, forwardGeometry(x.shape, filter.shape, attributesOf(call)), { bias });
  }),
  own('GanConv2DTranspose', (module, call) => {
    const { dy, filter, bias } = call.inputs as Record<'dy' | 'filter' | 'bias', TensorInfo>;
    const attributes = attributesOf<ConvolutionAttributes & { readonly inputShape: number[] }>(call);
    const geometry = convolutionGeometry(attributes.inputShape, filter.shape, dy, attributes);
    return conv2dInputGradient(module, dy, filter, geometry, { bias });
  }),
];
