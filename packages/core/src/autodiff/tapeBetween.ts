import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TapeNode } from './engine';

/** A step of the tape between x and y, and those of its inputs that depend on x, by name. */
export interface Step {
  readonly node: TapeNode;
  readonly inputs: readonly (readonly [name: string, x: Tensor])[];
}

/** Inputs that are lists under a name have no derivative. */
const tensorsOf = ({ inputs }: TapeNode): [string, Tensor][] =>
  Object.entries(inputs).filter((entry): entry is [string, Tensor] => entry[1] instanceof tf.Tensor);

/** The steps by which y depends on any of xs, in the order of the tape. */
export function tapeBetween(tape: readonly TapeNode[], xs: readonly Tensor[], y: Tensor): Step[] {
  const fromX = new Set(xs.map(({ id }) => id));
  const forward: Step[] = [];
  for (const node of tape) {
    const inputs = tensorsOf(node).filter(([, { id }]) => fromX.has(id));
    if (inputs.length === 0) continue;
    for (const { id } of node.outputs) fromX.add(id);
    forward.push({ node, inputs });
  }
  const toY = new Set([y.id]);
  const steps: Step[] = [];
  for (const step of forward.reverse()) {
    if (!step.node.outputs.some(({ id }) => toY.has(id))) continue;
    for (const [, { id }] of step.inputs) toY.add(id);
    steps.push(step);
  }
  return steps.reverse();
}
