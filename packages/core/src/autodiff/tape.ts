import type { Tensor } from '@tensorflow/tfjs-core';
import { complexTape, isComplex } from './complexTape';
import type { AddNode, Engine, KernelInputs, TapeNode } from './engine';
import { functionNode } from './functionNode';

type Save = Engine['saveTensorsForBackwardMode'];

/**
 * The engine saves clones of what a kernel's gradient needs, and the clones' tape nodes land before the kernel's own.
 * Back-propagation then reaches the kernel before the derivative through a saved output has arrived, and drops it
 * (tensorflow/tfjs#3252): second derivatives of tanh, exp, softmax, … come out wrong. Moving the kernel's node in front of
 * its clones cures all of them, custom gradients included.
 */
function moveBeforeClones(tape: TapeNode[], saved: readonly Tensor[]): void {
  const savedIds = new Set(saved.map((tensor) => tensor.id));
  const isClone = (node: TapeNode | undefined): boolean => node?.outputs.length === 1 && savedIds.has(node.outputs[0]?.id ?? -1);
  let position = tape.length - 1;
  while (position > 0 && isClone(tape[position - 1])) position--;
  const [node] = tape.splice(tape.length - 1, 1);
  if (node) tape.splice(position, 0, node);
}

const present = (inputs: KernelInputs): KernelInputs => Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => tensor != null));

/**
 * Replaces two methods of the engine: `addTapeNode`, for the order above, for complex numbers (`complexTape.ts`) and for functions whose
 * gradient is not their kernels' (`functionNode.ts`), and `saveTensorsForBackwardMode`, which fails on the optional inputs that a kernel was
 * not given (batchNorm without scale) and on lists of inputs (raggedGather). Returns how to undo it.
 */
export function repairTape(engine: Engine): () => void {
  const stock: AddNode = engine.addTapeNode.bind(engine);
  const save: Save = engine.saveTensorsForBackwardMode.bind(engine);

  const inOrder: AddNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    stock(kernelName, Array.isArray(inputs) ? inputs : present(inputs), outputs, gradient, saved, attributes);
    const tape = engine.state.activeTape;
    if (tape && saved.length > 0) moveBeforeClones(tape, saved);
  };
  const complex = complexTape(engine, { stock, inOrder });

  const own = engine as Partial<Pick<Engine, 'addTapeNode' | 'saveTensorsForBackwardMode'>>;
  own.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    if (isComplex(inputs, outputs)) {
      complex(kernelName, inputs, outputs, saved, attributes);
      return;
    }
    const node = functionNode(engine, { kernelName, inputs, saved });
    inOrder(node.kernelName, inputs, outputs, gradient, node.saved, attributes);
  };
  own.saveTensorsForBackwardMode = (tensors) => save(tensors.flat().filter((tensor) => tensor != null));

  return () => {
    delete own.addTapeNode;
    delete own.saveTensorsForBackwardMode;
  };
}
