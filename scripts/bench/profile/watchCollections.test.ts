import { expect, test } from '@jest/globals';
import { watchCollections } from './watchCollections';

test('sees the garbage collector at work', async () => {
  const watch = watchCollections();
  let kept: { readonly index: number }[] = [];
  for (let round = 0; round < 20; round++) kept = Array.from({ length: 1e5 }, (_, index) => ({ index }));
  expect(kept).toHaveLength(1e5);
  expect(await watch.take()).toBeGreaterThan(0);
  watch.stop();
});
