import type { DataId, DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Pool } from '../pool/pool';
import { heapOf, type Heap } from './heap';
import type { KernelExports } from './kernelExports';
import { kernels, sharedKernels } from './kernels.generated';
import { createScratch, type Scratch } from './scratch';

/** What the kernels use of tfjs's wasm backend: parts of its inside, checked when they are bound. */
export interface WasmBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: unknown };
    readonly wasmMemory?: unknown;
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly tfjs: { registerTensor(id: number, size: number, address: number): void; disposeData(id: number): void };
  };
  readonly dataIdMap: { get(dataId: DataId): { readonly id: number; readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  write(values: Float32Array, shape: readonly number[], dtype: DataType): DataId;
  read(dataId: DataId): Promise<Float32Array>;
  disposeData(dataId: DataId): boolean;
  /** Called when tfjs gives the backend up. */
  dispose(): void;
}

/** Our kernels on the memory of tfjs's wasm backend. */
export interface KernelModule {
  readonly backend: WasmBackend;
  readonly memory: WebAssembly.Memory;
  readonly heap: Heap;
  readonly kernels: KernelExports;
  readonly scratch: Scratch;
  /** The binary, to be bound in other threads too. */
  readonly compiled: WebAssembly.Module;
  /** The threads that share the work; without them there is one. */
  pool?: Pool | undefined;
}

/** The memory of the backend: where it is depends on whether threads share it. Undefined where tfjs keeps it elsewhere. */
export function wasmMemory({ wasm }: WasmBackend): WebAssembly.Memory | undefined {
  const found = wasm.asm?.memory ?? wasm.wasmMemory;
  return found instanceof WebAssembly.Memory ? found : undefined;
}

/** Whether threads can share a memory. */
export const isShared = (memory: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer === 'function' && (memory.buffer as ArrayBufferLike) instanceof SharedArrayBuffer;

const decode = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The binary of the kernels, for a memory that threads share or for one that they do not. */
export const kernelBytes = (shared: boolean): Uint8Array<ArrayBuffer> => decode(shared ? sharedKernels : kernels);

/** Whether this engine runs the kernels: it has WebAssembly with SIMD. */
export const kernelsRun = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(kernelBytes(false));

function memoryOf(backend: WasmBackend): WebAssembly.Memory {
  const memory = wasmMemory(backend);
  check(
    memory !== undefined,
    () => 'kernelModule: expected the memory of tfjs 4.22 in wasm.asm.memory or wasm.wasmMemory. Found none. Use the stock kernels.',
  );
  return memory;
}

const bind = (
  backend: WasmBackend,
  memory: WebAssembly.Memory,
  compiled: WebAssembly.Module,
  { exports }: WebAssembly.Instance,
): KernelModule => ({
  backend,
  memory,
  heap: heapOf(memory),
  kernels: exports as unknown as KernelExports,
  scratch: createScratch(backend.wasm),
  compiled,
});

/** Binds the kernels at once. The main thread of a browser may refuse to compile so many bytes: see `loadKernelModule`. */
export function kernelModule(backend: WasmBackend): KernelModule {
  const memory = memoryOf(backend);
  const compiled = new WebAssembly.Module(kernelBytes(isShared(memory)));
  return bind(backend, memory, compiled, new WebAssembly.Instance(compiled, { env: { memory } }));
}

/** Binds the kernels without keeping the main thread waiting. */
export async function loadKernelModule(backend: WasmBackend): Promise<KernelModule> {
  const memory = memoryOf(backend);
  const { module, instance } = await WebAssembly.instantiate(kernelBytes(isShared(memory)), { env: { memory } });
  return bind(backend, memory, module, instance);
}
