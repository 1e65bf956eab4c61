/**
 * Steps before those that are timed, unless told otherwise. The engine compiles JavaScript while it runs: a step of many small kernels is at its pace only
 * after some seconds. On cpu a step takes minutes.
 */
export const usualWarmUp = (backend: string): number => (backend === 'cpu' ? 0 : 30);
