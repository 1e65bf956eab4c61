import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Engine, KernelInputs } from './engine';
import { keepSaved } from './saved';

interface Node {
  readonly kernelName: string;
  readonly inputs: KernelInputs;
  readonly outputs: readonly Tensor[];
  readonly saved: readonly Tensor[];
}

/** An op of tfjs-core opens a scope of this name while it runs. */
export const scopeOf = (op: string): string => `${op}${tf.OP_SCOPE_SUFFIX}`;
/** The name under which the gradient of a kernel within an op is registered, where it differs from the kernel's own. */
export const within = (op: string, kernelName: string): string => `${scopeOf(op)}/${kernelName}`;

/** Tfjs's types know nothing of names without a gradient. */
const hasGradient = (name: string): boolean => Boolean(tf.getGradient(name) as unknown);

const argument = (inputs: KernelInputs, name: string): Tensor[] => {
  const input = inputs[name];
  return input instanceof tf.Tensor ? [input] : [];
};

/**
 * Under which name, and with what saved, a node goes on the tape.
 *
 * Some functions of tfjs-core bring a gradient of their own (`tf.customGrad`) that is wrong, or are made of kernels whose derivatives do not
 * add up at special points (0 · ∞). They have no kernel name, but the engine knows them by the scope that each op opens: a gradient registered
 * as `softmaxCrossEntropy__op` replaces the custom one, and `divNoNan__op/RealDiv` is for that kernel within that op alone.
 */
export function functionNode(engine: Engine, { kernelName, inputs, outputs, saved }: Node): Pick<Node, 'kernelName' | 'saved'> {
  const isFunction = kernelName.endsWith(tf.OP_SCOPE_SUFFIX);
  const name = isFunction ? kernelName : `${engine.state.scopeStack.at(-2)?.name ?? ''}/${kernelName}`;
  if (!hasGradient(name)) return { kernelName, saved };
  tf.dispose([...saved]);
  const { inputsToSave = [], outputsToSave = [] } = tf.getGradient(name);
  const needed = [...inputsToSave.flatMap((input) => argument(inputs, input)), ...outputs.filter((_, index) => outputsToSave[index])];
  return { kernelName: name, saved: needed.map(keepSaved) };
}
