import type { Kernel } from '../kernel';

/** One line of the table of backends. */
export interface Backend {
  /** tfjs's name for it. */
  readonly name: string;
  readonly packageName: string;
  /** Imports the package, which registers the backend with tfjs. */
  readonly load: () => Promise<unknown>;
  /** What we supply or replace on it. */
  readonly kernels: readonly Kernel[];
}
