/** What became of an item: its value, or why there is none. */
export type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

/**
 * Runs `work` on 0 … count-1, at most `ahead` at a time, and yields the outcomes in this order: what is not taken yet bounds what is begun.
 * Leaving the loop early waits for what runs.
 */
export async function* inOrder<Value>(
  count: number,
  ahead: number,
  work: (index: number) => Promise<Value>,
): AsyncGenerator<Outcome<Value>> {
  const begun: Promise<Outcome<Value>>[] = [];
  let next = 0;
  const begin = (): void => {
    const index = next++;
    begun.push(
      work(index).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
    );
  };
  try {
    while (next < Math.min(count, ahead)) begin();
    for (let first = begun.shift(); first; first = begun.shift()) {
      const outcome = await first;
      if (next < count) begin();
      yield outcome;
    }
  } finally {
    await Promise.all(begun);
  }
}
