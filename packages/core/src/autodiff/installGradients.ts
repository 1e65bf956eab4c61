import * as tf from '@tensorflow/tfjs-core';
import type { Gradient } from './engine';
import { engine } from './engine';
import { unwrapFusedOps } from './fusedOps';
import { gradients } from './gradients/index';
import { repairTape } from './tape';

interface Installation {
  readonly gradients: readonly Gradient[];
  /** What was registered before, by kernel; undefined: nothing. */
  readonly stock: Map<string, Gradient | undefined>;
  undoTape?: () => void;
  undoFusedOps?: () => void;
}

/** One installation a process, on the object that the engine itself lives on: the ESM and the CJS build share it. */
const key = Symbol.for('@ganblocks/core/autodiff');
const host = globalThis as { [key]?: Installation | undefined };

const registered = (kernelName: string): Gradient | undefined => tf.getGradient(kernelName);

/**
 * Makes TensorFlow.js's derivatives right to any order: saves tensors without clones, back-propagates in an order of its own, and registers
 * this library's gradients.
 *
 * Works on `@tensorflow/tfjs-core` alone, which has no gradients of its own, and over those that `@tensorflow/tfjs-layers` or
 * `@tensorflow/tfjs` register, whether they are imported before or after. Cheap when nothing is to do, so it is called
 * wherever a derivative starts (`minimize`, `gradientOf`); call it yourself before using `tf.grads` directly.
 *
 * @see https://github.com/tensorflow/tfjs/issues/3252
 */
export function installGradients(): void {
  const installation: Installation = host[key] ?? { gradients, stock: new Map() };
  host[key] = installation;
  installation.undoTape ??= repairTape(engine());
  installation.undoFusedOps ??= unwrapFusedOps(engine());
  for (const gradient of installation.gradients) {
    const current = registered(gradient.kernelName);
    if (current === gradient) continue;
    installation.stock.set(gradient.kernelName, current);
    tf.registerGradient(gradient);
  }
}

/** Takes everything back that `installGradients` did: the stock gradients, or none, and the stock tape. */
export function uninstallGradients(): void {
  const installation = host[key];
  if (!installation) return;
  for (const [kernelName, stock] of installation.stock) {
    if (stock) tf.registerGradient(stock);
    else tf.unregisterGradient(kernelName);
  }
  installation.undoTape?.();
  installation.undoFusedOps?.();
  delete host[key];
}
