import { engine } from './engine';

/** Whether what is computed now will be differentiated: in a gradient function, whether somebody takes the gradient of the gradient. */
export function isTaped(): boolean {
  const { gradientDepth, kernelDepth } = engine().state;
  return gradientDepth > 0 && kernelDepth === 0;
}
