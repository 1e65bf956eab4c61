import { engine } from './engine';

/**
 * Runs `compute` off the tape: its result is a constant to every derivative.
 * Masks of piecewise linear functions are computed so, since their derivative is zero almost everywhere
 * and a tensor of zeros dragged through the rest of a backward pass costs as much as a real one.
 */
export function constant<T>(compute: () => T): T {
  const { state } = engine();
  state.kernelDepth++;
  try {
    return compute();
  } finally {
    state.kernelDepth--;
  }
}
