import { activate, unary } from '../module/elementwise';
import { areFloats, type Compiled } from './compiled';

/** exp, softplus or tanh of each element. */
export const each =
  (name: 'exp' | 'softplus' | 'tanh'): Compiled =>
  (module, { inputs }) => {
    const x = inputs['x']!;
    return areFloats(x) ? unary(module, name, x) : undefined;
  };

/** x where it is above 0, x times the slope elsewhere. */
export const leaky: Compiled = (module, { inputs, attrs }) => {
  const x = inputs['x']!;
  const { alpha } = attrs as unknown as { alpha: number };
  return areFloats(x) ? activate(module, x, { kind: 'leakyRelu', slope: alpha }) : undefined;
};
