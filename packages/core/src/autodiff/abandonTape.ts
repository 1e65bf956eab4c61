import * as tf from '@tensorflow/tfjs-core';
import { engine } from './engine';

/**
 * Frees what a tape kept for a gradient that will never be taken, since what was recorded threw: tfjs frees it only where the gradient
 * comes to its end. Within another gradient the tape is still in use, and stays.
 */
export function abandonTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0 || !state.activeTape) return;
  for (const { saved } of state.activeTape) tf.dispose([...(saved ?? [])]);
  state.activeTape = null;
}
