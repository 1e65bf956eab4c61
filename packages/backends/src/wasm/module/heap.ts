/** The memory as numbers. */
export interface Heap {
  /** The whole memory as integers; the view is a new one where the memory has grown. */
  integers(): Int32Array;
  /** The whole memory as floats. */
  floats(): Float32Array;
}

/** Views of a memory, made anew only when it has grown: a view costs more than what a kernel call writes by it. */
export function heapOf(memory: WebAssembly.Memory): Heap {
  let integers = new Int32Array(memory.buffer);
  let floats = new Float32Array(memory.buffer);
  return {
    integers: () => (integers.buffer === memory.buffer ? integers : (integers = new Int32Array(memory.buffer))),
    floats: () => (floats.buffer === memory.buffer ? floats : (floats = new Float32Array(memory.buffer))),
  };
}
