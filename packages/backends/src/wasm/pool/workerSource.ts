/**
 * The program of a worker, as text: it is started from a string in Node and from a Blob's URL in a browser, so that no bundler has to find it and no
 * minifier changes it. It binds the kernels to the shared memory, says that it is ready, and takes chunks of jobs for ever: it looks `spins` times whether
 * there is one, then sleeps; woken for work that others have done by then, it soon sleeps again. The numbers are those of `control.ts`.
 */
export const workerSource = `'use strict';
const work = ({ module, memory, control, thread, spins }, ready) => {
  const TICKET = 0, DONE = 16, SLEEPERS = 32, WAITING = 48, FAILED = 64;
  const KERNEL = 80, CALLS = 81, ARGUMENTS = 82, CHUNKS = 83, CALLS_IN_CHUNK = 84, HAS_WORK = 85;
  const kernels = Object.values(new WebAssembly.Instance(module, { env: { memory } }).exports);
  const words = new Int32Array(control, 0, 128);
  const numbers = new Float64Array(control, 512);
  const runChunk = (chunk) => {
    const kernel = kernels[words[KERNEL]];
    const count = words[ARGUMENTS];
    const first = chunk * words[CALLS_IN_CHUNK];
    const last = Math.min(first + words[CALLS_IN_CHUNK], words[CALLS]);
    for (let call = first; call < last; call++) {
      const given = [];
      for (let i = 2 + call * count; given.length < count; i++) given.push(numbers[i]);
      if (words[HAS_WORK]) given.push(numbers[0] + thread * numbers[1]);
      kernel(...given);
    }
  };
  ready();
  for (let idle = 0; ; ) {
    const ticket = Atomics.load(words, TICKET);
    if ((ticket & 255) === 0) {
      if (idle++ < spins) continue;
      Atomics.add(words, SLEEPERS, 1);
      Atomics.wait(words, TICKET, ticket);
      Atomics.sub(words, SLEEPERS, 1);
      idle = spins - (spins >> 6);
      continue;
    }
    if (Atomics.compareExchange(words, TICKET, ticket, ticket - 1) !== ticket) continue;
    idle = 0;
    try {
      runChunk(words[CHUNKS] - (ticket & 255));
    } catch {
      Atomics.store(words, FAILED, 1);
    }
    Atomics.add(words, DONE, 1);
    if (Atomics.load(words, WAITING) === 1) Atomics.notify(words, DONE);
  }
};
if (typeof require === 'function') {
  const threads = 'node:worker_threads';
  const { parentPort, workerData } = require(threads);
  work(workerData, () => parentPort.postMessage('ready'));
} else {
  self.onmessage = ({ data }) => work(data, () => self.postMessage('ready'));
}
`;
