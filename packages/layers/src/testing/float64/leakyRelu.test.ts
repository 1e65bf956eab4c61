import { expect, test } from '@jest/globals';
import { array64 } from './array64';
import { leakyRelu } from './leakyRelu';

test('float64 leakyRelu has its slope below 0 and its gain', () => {
  const x = array64([3], [-2, 0, 3]);
  expect(leakyRelu(x, { slope: 0.5 })).toEqual(array64([3], [-1, 0, 3]));
  expect(leakyRelu(x, { slope: 0.5, gain: 2 })).toEqual(array64([3], [-2, 0, 6]));
});
