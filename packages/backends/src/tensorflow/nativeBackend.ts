import type { DataId, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

/** One attribute of a TensorFlow op. */
interface NativeAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The backend object: TensorFlow's ops by name. */
export interface NativeBackend extends KernelBackend {
  readonly binding: Readonly<Record<'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_TYPE' | 'TF_FLOAT', number>>;
  executeSingleOutput(name: string, attributes: readonly NativeAttribute[], inputs: readonly TensorInfo[]): TensorInfo;
  disposeData(dataId: DataId): boolean;
}

/** Attributes of a TensorFlow op on float32 images [N, H, W, C]: lists of integers, and words. */
export function nativeAttributes(
  { binding }: NativeBackend,
  values: Readonly<Record<string, readonly number[] | string>>,
): NativeAttribute[] {
  const rest = Object.entries(values).map(([name, value]) => ({
    name,
    type: typeof value === 'string' ? binding.TF_ATTR_STRING : binding.TF_ATTR_INT,
    value,
  }));
  return [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    ...rest,
  ];
}
