import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, makeFloats, sizeOf } from '../module/addresses';
import type { KernelModule } from '../module/kernelModule';
import { adamInPlace, emaInPlace, rmspropInPlace, sgdInPlace, type RmspropTensors } from '../module/updates';
import { own, type Call } from './compiled';

/*
 * Updates of variables, for core's optimizers and averages. What is to be moved goes in, and comes out moved in the order of its names.
 */

interface References {
  refCount(dataId: DataId): number;
  incRef(dataId: DataId): void;
}

/**
 * Where the new values of a tensor are written: over the old ones if it alone has them, else into a copy. A clone, a reshaped tensor, another variable or what a
 * tape saved shares the data, and keeps the old values.
 */
function placeOf(module: KernelModule, { dataId, dtype, shape }: TensorInfo): TensorInfo {
  const references = module.backend as unknown as References;
  if (references.refCount(dataId) === 1) {
    references.incRef(dataId);
    return { dataId, dtype, shape };
  }
  const copy = makeFloats(module, shape);
  const from = addressOf(module, { dataId, dtype, shape }) / 4;
  module.heap.floats().copyWithin(addressOf(module, copy) / 4, from, from + sizeOf(copy));
  return copy;
}

/** The places of those of the named inputs that there are. */
function placesOf<Name extends string>(module: KernelModule, { inputs }: Call, names: readonly Name[]): Record<Name, TensorInfo> {
  const given = names.filter((name) => inputs[name]);
  return Object.fromEntries(given.map((name) => [name, placeOf(module, inputs[name]!)])) as Record<Name, TensorInfo>;
}

const attributesOf = <T>({ attrs }: Call): T => attrs as unknown as T;

/** The rules of core's optimizers, and its moving average. */
export const updates = [
  own('GanAdam', (module, call) => {
    const places = placesOf(module, call, ['variable', 'firstMoment', 'secondMoment']);
    adamInPlace(module, { ...places, gradient: call.inputs['gradient']! }, attributesOf(call));
    return Object.values(places);
  }),
  own('GanSgd', (module, call) => {
    const places = placesOf(module, call, ['variable', 'velocity']);
    sgdInPlace(module, { ...places, gradient: call.inputs['gradient']! }, attributesOf(call));
    return Object.values(places);
  }),
  own('GanRmsProp', (module, call) => {
    const places: Omit<RmspropTensors, 'gradient'> = placesOf(module, call, ['variable', 'meanSquare', 'meanGradient', 'momentum']);
    rmspropInPlace(module, { ...places, gradient: call.inputs['gradient']! }, attributesOf(call));
    return Object.values(places) as TensorInfo[];
  }),
  own('GanEma', (module, call) => {
    const average = placeOf(module, call.inputs['average']!);
    emaInPlace(module, average, call.inputs['value']!, attributesOf<{ readonly decay: number }>(call).decay);
    return [average];
  }),
];
