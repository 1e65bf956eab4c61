import type { JsonObject } from '../../contracts/index';

/** How golden tensors are stored: `F32` numbers, `I32` labels and indices, `U8` booleans (0/1). */
export type GoldenDtype = 'F32' | 'I32' | 'U8';

/** What the manifest says of one stored tensor. */
export interface GoldenEntry {
  readonly shape: readonly number[];
  readonly dtype: GoldenDtype;
  /** Layout and role in words, e.g. `HWIO; input. `. */
  readonly meaning: string;
  /** Whether the manifest lists the tensor as an input or a weight of the case. */
  readonly isInput: boolean;
}

/** Two tensors agree when max|a-b| <= atol + rtol * max|b|, b being the stored one. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** Which input the critic of the case penalises, and whether `gp_pre_w` scales that input per channel first. */
export interface GoldenPenalty {
  readonly wrt: string;
  readonly preScale: boolean;
}

/** One case of a goldens folder, as its manifest describes it. */
export interface GoldenCase {
  readonly name: string;
  readonly file: string;
  /** What the case checks, in words. */
  readonly checks: string;
  readonly hyperparameters: JsonObject;
  readonly derivativeOrder: number;
  readonly gradientPenalty?: GoldenPenalty;
  readonly tolerance: Tolerance;
  /** In the order of the manifest, which decides which output is the first. */
  readonly tensors: ReadonlyMap<string, GoldenEntry>;
}

/** Numbers of a shape: what is stored, and what is compared with it. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** One tensor out of the file of a case. */
export interface GoldenTensor extends GoldenArray {
  readonly dtype: GoldenDtype;
  readonly data: Float32Array | Int32Array | Uint8Array;
}
