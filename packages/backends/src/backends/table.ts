import { cpu } from './cpu';
import { tensorflow } from './tensorflow';
import { tensorflowGpu } from './tensorflowGpu';
import { wasm } from './wasm';
import { webgl } from './webgl';
import { webgpu } from './webgpu';

/** All backends, the preferred one first. */
export const backends = [tensorflowGpu, webgpu, tensorflow, webgl, wasm, cpu] as const;

export type BackendName = (typeof backends)[number]['name'];
