import type { Kernel } from '../kernels/kernel';
import type { Place } from '../place';
import type { WantedThreads } from '../wasm/pool/threadCount';

/**
 * Where tfjs's wasm binary is: the URL of `tfjs-backend-wasm-simd.wasm` (whatever a bundler calls it, it ends with `.wasm`), or of the folder of the three
 * `.wasm` files, or a map of their names, with or without folders before them, to a URL each.
 */
export type WasmPaths = string | URL | Readonly<Record<string, string | URL>>;

/** What a backend is started with. */
export interface LoadRequest {
  readonly place: Place;
  /** Asked for by name, not by `auto`: then also what is slower than other backends. */
  readonly byName: boolean;
  readonly wasmPaths?: WasmPaths | undefined;
  /** Of the backends of which we run the threads. Default: one. */
  readonly threads?: WantedThreads | undefined;
}

/** One line of the table of backends. */
export interface Backend {
  /** What the user writes. */
  readonly name: string;
  /** tfjs's own name for it, where that is another. */
  readonly tfjsName?: string;
  /** The packages to install, with their versions. */
  readonly packages: (place: Place) => readonly string[];
  readonly places: readonly Place[];
  /**
   * Imports the package, which registers the backend with tfjs. Returns the device that it runs on, where it tells.
   *
   * @throws NotInstalled
   * @throws GanError why it is not to be used: the end of a sentence that begins `backend 'name' `
   */
  readonly load: (request: LoadRequest) => Promise<string | undefined>;
  /** Starts what was loaded, where that is more than `tf.setBackend`; false where it did not start. */
  readonly start?: ((request: LoadRequest) => Promise<boolean>) | undefined;
  /** Readies what our kernels need, once the backend has started. Returns the threads that compute, where it is we who run them. */
  readonly prepare?: ((request: LoadRequest) => Promise<number>) | undefined;
  /** What we supply or replace on it. */
  readonly kernels: readonly Kernel[];
  /** The kernels that neither TensorFlow.js nor we have for it, of those that the cpu backend has. */
  readonly lacking: readonly string[];
}
