import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelModule, WasmBackend } from './kernelModule';

/** Where the data of a tensor begin. Addresses above 2 GB come back negative from the heap. */
export const addressOf = ({ backend }: { readonly backend: WasmBackend }, { dataId }: TensorInfo): number =>
  backend.dataIdMap.get(dataId).memoryOffset >>> 0;

/** The same, and 0 for a tensor that is not there. */
export const optionalAddress = (module: { readonly backend: WasmBackend }, x: TensorInfo | undefined): number =>
  x ? addressOf(module, x) : 0;

/** A new tensor of floats; its data are what was there before. Taking memory may move the heap's buffer: views are taken after it. */
export const makeFloats = ({ backend }: KernelModule, shape: readonly number[]): TensorInfo => backend.makeOutput([...shape], 'float32');

/** Writes floats to an address that is a multiple of 4. */
export function writeFloats({ heap }: KernelModule, address: number, values: readonly number[]): void {
  const floats = heap.floats();
  const at = address / 4;
  for (let i = 0; i < values.length; i++) floats[at + i] = values[i]!;
}

/** Writes integers, or addresses, to an address that is a multiple of 4. */
export function writeIntegers({ heap }: KernelModule, address: number, values: readonly number[]): void {
  const integers = heap.integers();
  const at = address / 4;
  for (let i = 0; i < values.length; i++) integers[at + i] = values[i]!;
}

/** Writes zeros to an address that is a multiple of 4. */
export function writeZeros({ heap }: KernelModule, address: number, count: number): void {
  heap.floats().fill(0, address / 4, address / 4 + count);
}

/** How many elements a tensor has. */
export const sizeOf = ({ shape }: TensorInfo): number => tf.util.sizeFromShape(shape);

/**
 * To be called after a tensor was written in place: the stock conv2d and matMul keep a packed copy of the weights under the number of the tensor, and
 * would go on with the old values.
 */
export function forgetPacked({ backend }: KernelModule, tensor: TensorInfo): void {
  const { id, memoryOffset } = backend.dataIdMap.get(tensor.dataId);
  backend.wasm.tfjs.disposeData(id);
  backend.wasm.tfjs.registerTensor(id, sizeOf(tensor), memoryOffset);
}
