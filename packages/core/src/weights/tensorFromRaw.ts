import * as tf from '@tensorflow/tfjs-core';
import { check, GanError, shown } from '../errors/index';
import { elementCount, type RawDtype, type RawTensor } from './rawTensor';
import { widenToFloat32 } from './widenToFloat32';

const RAW_FROM_TENSOR: Partial<Record<tf.DataType, RawDtype>> = { float32: 'F32', int32: 'I32', bool: 'BOOL' };

/** The TensorFlow.js dtype that `tensorFromRaw` gives. */
export function tensorDtype(dtype: RawDtype): 'float32' | 'int32' | 'bool' {
  if (dtype === 'BOOL') return 'bool';
  return dtype.includes('F') ? 'float32' : 'int32';
}

function int32Values({ dtype, data }: RawTensor): Int32Array {
  const values = new Int32Array(data.length);
  for (let index = 0; index < data.length; index++) {
    const value = Number(data[index]);
    check(value === (value | 0), () => `tensorFromRaw: ${dtype} values must fit int32. Got ${data[index]} at index ${index}.`);
    values[index] = value;
  }
  return values;
}

function valuesOf(raw: RawTensor): Float32Array | Int32Array | Uint8Array {
  const { dtype, data } = raw;
  if (dtype === 'F16' || dtype === 'BF16') return widenToFloat32(raw);
  if (dtype === 'F32' || dtype === 'F64') return new Float32Array(data as Float32Array | Float64Array);
  return dtype === 'BOOL' ? Uint8Array.from(data as Uint8Array, (value) => Number(value !== 0)) : int32Values(raw);
}

/**
 * A tensor of a raw tensor's values: F16, BF16, F32 and F64 (rounded) become float32, integers int32, BOOL bool. The values are copied;
 * the caller disposes the tensor.
 *
 * @throws GanError if data and shape disagree, or an integer does not fit int32.
 * @example const one = tensorFromRaw({ dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) }); // float32 [1]
 */
export function tensorFromRaw(raw: RawTensor): tf.Tensor {
  const { shape, dtype, data } = raw;
  check(
    elementCount(shape) === data.length,
    () => `tensorFromRaw: shape ${shown(shape)} must count the numbers in data. Got ${data.length}.`,
  );
  return tf.tensor(valuesOf(raw), [...shape], tensorDtype(dtype));
}

/**
 * The values of a tensor, fetched from its backend, for `writeSafetensors`: float32 becomes F32, int32 I32, bool BOOL. Do not write into `data`:
 * on some backends it is the tensor's own memory.
 *
 * @throws GanError for complex64 and string tensors.
 * @example const raw = await rawFromTensor(tf.ones([2])); // { dtype: 'F32', shape: [2], data: Float32Array [1, 1] }
 */
export async function rawFromTensor(tensor: tf.Tensor): Promise<RawTensor> {
  const dtype = RAW_FROM_TENSOR[tensor.dtype];
  if (dtype === undefined)
    throw new GanError(`rawFromTensor: dtype must be float32, int32 or bool. Got ${tensor.dtype}. Cast it, or split a complex tensor.`);
  const shape = [...tensor.shape];
  return { dtype, shape, data: await tensor.data() };
}
