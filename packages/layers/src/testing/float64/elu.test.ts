import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { elu } from './elu';

test('float64 elu bends below 0', () => {
  expect(elu(array64([3], [2, 0, Math.log(0.25)])).data).toEqual(Float64Array.of(2, 0, -0.75));
});
