import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { describe, expect, test } from '@jest/globals';
import { Dense } from '../dense/dense';
import { registerBuiltIn, registeredLayers, registerLayer } from './registerLayer';

const layerNamed = (name: string) =>
  class extends layers.Layer {
    static readonly className = name;
  };

describe('registerLayer', () => {
  test('makes a class loadable and lists it', () => {
    const Gain = layerNamed('TestGain');
    registerLayer(Gain);
    registerLayer(Gain);
    expect(tf.serialization.SerializationMap.getMap().classNameMap['TestGain']?.[0]).toBe(Gain);
    expect(registeredLayers().filter(({ className }) => className === 'TestGain')).toEqual([Gain]);
  });

  test.each(['TestTaken', 'GanDense', 'Dense'])('refuses the name %s for another class', (name) => {
    if (name === 'TestTaken') registerLayer(layerNamed(name));
    expect(() => registerLayer(layerNamed(name))).toThrow(`registerLayer: the class name '${name}' is taken by another layer`);
  });

  test('takes this package a second time, as when both its builds are loaded', () => {
    registerBuiltIn(layerNamed('GanDense'));
    expect(tf.serialization.SerializationMap.getMap().classNameMap['GanDense']?.[0]).toBe(Dense);
  });
});
