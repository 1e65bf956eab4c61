import { expect, test } from '@jest/globals';
import { arrayTable } from '../tables/arrayTable';
import { classAttributes } from './classAttributes';

const table = (labels: number[]) =>
  arrayTable({
    name: 'pets',
    images: new Uint8Array(labels.length),
    shape: [labels.length, 1, 1, 1],
    labels,
    classes: ['cat', 'dog', 'cow'],
    attributes: { names: ['small'], values: new Uint8Array(labels.length) },
  });

test('classes become attributes instead of those that were there', () => {
  const view = classAttributes(table([2, 0]));
  expect(view.attributes).toEqual({ names: ['cat', 'dog', 'cow'], values: Uint8Array.of(0, 0, 1, 1, 0, 0) });
  expect([...view.labels!]).toEqual([2, 0]);
  expect(view.describe()['views']).toEqual([{ view: 'classAttributes', attributes: ['cat', 'dog', 'cow'] }]);
  expect(() => classAttributes(table([0, -1]))).toThrow(/classAttributes: each image needs a class\. Got -1 for image 1 of pets/);
  const bare = arrayTable({ name: 'bare', images: new Uint8Array(1), shape: [1, 1, 1, 1] });
  expect(() => classAttributes(bare)).toThrow(/classAttributes: expected a table with attributes, or with labels and classes/);
});
