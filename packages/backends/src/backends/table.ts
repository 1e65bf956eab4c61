import { cpu } from './cpu';
import { wasm } from './wasm';

/** All backends, the preferred one first. */
export const backends = [wasm, cpu] as const;

export type BackendName = (typeof backends)[number]['name'];
