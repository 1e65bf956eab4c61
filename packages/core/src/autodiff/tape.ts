import { backPropagation } from './backPropagation';
import { complexTape, isComplex } from './complexTape';
import type { AddNode, Engine, KernelInputs } from './engine';
import { functionNode } from './functionNode';
import { saved } from './saved';

type Save = Engine['saveTensorsForBackwardMode'];

const isThere = (tensor: unknown): boolean => tensor != null;
const present = (inputs: KernelInputs): KernelInputs =>
  Object.values(inputs).every(isThere) ? inputs : Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => isThere(tensor)));

/**
 * Replaces four methods of the engine: `clone`, by which tensors are saved (`saved.ts`), `gradients` (`backPropagation.ts`), `addTapeNode`, for
 * complex numbers (`complexTape.ts`) and for functions whose gradient is not their kernels' (`functionNode.ts`), and `saveTensorsForBackwardMode`,
 * which fails on the optional inputs that a kernel was not given (batchNorm without scale) and on lists of inputs (raggedGather). Returns how to undo it.
 */
export function repairTape(engine: Engine): () => void {
  const stock: AddNode = engine.addTapeNode.bind(engine);
  const save: Save = engine.saveTensorsForBackwardMode.bind(engine);
  const add: AddNode = (kernelName, inputs, ...rest) => stock(kernelName, present(inputs), ...rest);
  const complex = complexTape(engine, add);

  const own = engine as Partial<Pick<Engine, 'addTapeNode' | 'clone' | 'gradients' | 'saveTensorsForBackwardMode'>>;
  own.addTapeNode = (kernelName, inputs, outputs, gradient, kept, attributes) => {
    if (isComplex(inputs, outputs)) {
      complex(kernelName, inputs, outputs, kept, attributes);
      return;
    }
    const node = functionNode(engine, { kernelName, inputs, outputs, saved: kept });
    add(node.kernelName, inputs, outputs, gradient, node.saved, attributes);
  };
  own.clone = saved;
  own.gradients = backPropagation(engine);
  own.saveTensorsForBackwardMode = (tensors) => save(tensors.flat().filter((tensor) => tensor != null));

  return () => {
    delete own.addTapeNode;
    delete own.clone;
    delete own.gradients;
    delete own.saveTensorsForBackwardMode;
  };
}
