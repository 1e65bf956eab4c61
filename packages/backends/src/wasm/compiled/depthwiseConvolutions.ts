import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { refuseUneven } from '../../kernels/refuseUneven';
import { convolutionGeometry, forwardGeometry, type ConvolutionAttributes } from '../convolutionGeometry';
import { depthwiseConv2d, depthwiseFilterGradient, depthwiseInputGradient } from '../module/depthwise';
import { areFloats, type Call, type Compiled } from './compiled';

/*
 * One output a channel, filters [h, w, C, 1]. More outputs a channel stay with what was there before.
 */

const attributesOf = <T extends ConvolutionAttributes>(call: Call): T => call.attrs as unknown as T;

/** depthwiseConv2d. */
export const depthwiseConvolution: Compiled = (module, call) => {
  const { x, filter } = call.inputs as Record<'x' | 'filter', TensorInfo>;
  const attributes = attributesOf(call);
  if (attributes.dataFormat === 'NCHW' || filter.shape[3] !== 1 || !areFloats(x, filter)) return undefined;
  refuseUneven(tf.DepthwiseConv2dNative, { pad: attributes.pad, filterSize: filter.shape.slice(0, 2), strides: attributes.strides });
  const geometry = forwardGeometry(x.shape, filter.shape, attributes, true);
  if (geometry.height.output <= 0 || geometry.width.output <= 0) return undefined;
  return depthwiseConv2d(module, x, filter, geometry);
};

/** Its gradient by the input. */
export const inputGradientOfDepthwise: Compiled = (module, call) => {
  const { dy, filter } = call.inputs as Record<'dy' | 'filter', TensorInfo>;
  const attributes = attributesOf<ConvolutionAttributes & { readonly inputShape: number[] }>(call);
  if (filter.shape[3] !== 1 || !areFloats(dy, filter)) return undefined;
  return depthwiseInputGradient(module, dy, filter, convolutionGeometry(attributes.inputShape, filter.shape, dy, attributes, true));
};

/** Its gradient by the filter. */
export const filterGradientOfDepthwise: Compiled = (module, call) => {
  const { x, dy } = call.inputs as Record<'x' | 'dy', TensorInfo>;
  const attributes = attributesOf<ConvolutionAttributes & { readonly filterShape: number[] }>(call);
  const { filterShape } = attributes;
  if (filterShape[3] !== 1 || !areFloats(x, dy)) return undefined;
  return depthwiseFilterGradient(module, x, dy, convolutionGeometry(x.shape, filterShape, dy, attributes, true));
};
