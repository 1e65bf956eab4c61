/*
 * The build of tfjs-backend-wasm whose memory can be shared starts eight workers of its own before it is ready. We want its memory and not its threads, so
 * it is given workers that are none: they only say that they have loaded. tfjs is told to compute on one thread, and never calls them.
 */

interface Message {
  readonly cmd?: unknown;
}

const nothing = (): void => undefined;

/** What tfjs does with a worker until it is ready. */
class StubWorker {
  onmessage: (event: { readonly data: Message }) => void = () => undefined;

  constructor(url?: unknown) {
    if (typeof url === 'string' && url.startsWith('blob:')) URL.revokeObjectURL(url);
  }

  postMessage({ cmd }: Message): void {
    if (cmd === 'load') queueMicrotask(() => this.onmessage({ data: { cmd: 'loaded' } }));
  }

  on = nothing;
  ref = nothing;
  unref = nothing;
  terminate = nothing;
}

/** Runs something while `Worker` is the stub, whatever is assigned to it: in Node, tfjs assigns that of worker_threads. */
export async function withStubWorkers<T>(run: () => Promise<T>, stub: new (url?: unknown) => object = StubWorker): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', { configurable: true, get: () => stub, set: () => undefined });
  try {
    return await run();
  } finally {
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  }
}
