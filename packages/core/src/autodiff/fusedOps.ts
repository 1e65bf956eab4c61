import type { Tensor } from '@tensorflow/tfjs-core';
import type { CustomGrad, Engine } from './engine';

/** The scopes in which `tf.fused.conv2d`, `tf.fused.depthwiseConv2d` and `tf.fused.matMul` run. */
const fusedScopes = new Set(['fusedConv2d__op', 'fusedDepthwiseConv2d__op', 'fusedMatMul__op']);

/**
 * Fused ops wrap their kernels in custom gradients that know no dilation, no channels-first images and no batches that broadcast. Run without
 * the wrapping, their kernels are on the tape as all others are, and `gradients/fused.ts` has their gradients. Returns how to undo it.
 */
export function unwrapFusedOps(engine: Engine): () => void {
  const stock: CustomGrad = engine.customGrad.bind(engine);
  const own = engine as Partial<Pick<Engine, 'customGrad'>>;
  own.customGrad = (f) => {
    const wrapped = stock(f);
    return (...inputs: Tensor[]) => {
      const fused = fusedScopes.has(engine.state.scopeStack.at(-1)?.name ?? '');
      return fused ? f(...inputs, () => undefined).value : wrapped(...inputs);
    };
  };
  return () => {
    delete own.customGrad;
  };
}
