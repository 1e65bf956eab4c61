import type { TensorInfo } from '@tensorflow/tfjs-core';
import { normalizeRows, normalizeRowsGradient, softmaxGradient, type NormalizedRows } from '../module/rows';
import { own } from './compiled';

/** The gradient of softmax, and rows normalized by their own moments. */
export const rows = [
  own('GanSoftmaxGradient', (module, { inputs }) => {
    const { dy, y } = inputs as Record<'dy' | 'y', TensorInfo>;
    return softmaxGradient(module, dy, y);
  }),
  own('GanRowNormalization', (module, { inputs, attrs }) => {
    const { rows: count, epsilon } = attrs as unknown as Record<'rows' | 'epsilon', number>;
    const { y, inverse } = normalizeRows(module, inputs['x']!, count, epsilon);
    return [y, inverse];
  }),
  own('GanRowNormalizationGradient', (module, { inputs }) => {
    return normalizeRowsGradient(module, inputs as Record<keyof NormalizedRows, TensorInfo>);
  }),
];
