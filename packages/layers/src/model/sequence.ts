import type { SymbolicTensor, layers } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { hasAutomaticName, kindOf } from '../layer/layerName';
import type { Conditioned } from './conditioned';
import { createOrigin, isSymbolic, originOf } from './origin';

/** Several layers as one part: applies them to `x` and names each of them `<name>/…`. */
export type Block = (x: SymbolicTensor, name: string) => SymbolicTensor;

/** What networks are chained of. */
export type Part = layers.Layer | Conditioned | Block;

const asConditioned = (part: layers.Layer | Conditioned): Conditioned => ('conditions' in part ? part : { layer: part, conditions: [] });

/**
 * Parts one after the other, as a block: y = partₙ(… part₁(x)).
 *
 * Layers without a name are named by path and kind, `<name>/conv2d1`; blocks get `<name>/block1`. The same parts give the same
 * names whenever they are built. A layer may stand in several places: then it shares its weights and keeps its first name.
 *
 * @throws GanError where a part does not return one symbolic tensor, or a condition is none.
 * @example const twice = sequence(conv2d({ channels: 64, kernelSize: 3, padding: 1 }), relu());
 */
export function sequence(...parts: readonly Part[]): Block {
  return (x, name) => {
    const prefix = name === '' ? '' : `${name}/`;
    const origin = originOf(x) ?? createOrigin(0);

    function applied(part: Part, y: SymbolicTensor): unknown {
      if (typeof part === 'function') return part(y, origin.unusedName(`${prefix}block`));
      const { layer, conditions } = asConditioned(part);
      check(conditions.every(isSymbolic), () => {
        const got = conditions.map((condition) => (isSymbolic(condition) ? 'symbolic' : typeof condition)).join(', ');
        return `sequence: the conditions of ${kindOf(layer)} in '${name}' must be symbolic tensors, such as input() gives. Got ${got}.`;
      });
      if (hasAutomaticName(layer) && layer.inboundNodes.length === 0) layer.name = origin.unusedName(prefix + kindOf(layer));
      return layer.apply(conditions.length === 0 ? y : [y, ...conditions]);
    }

    return parts.reduce<SymbolicTensor>((y, part, index) => {
      const next = applied(part, y);
      check(isSymbolic(next), () => {
        return `sequence: part ${index + 1} of '${name}' must return one symbolic tensor. Got ${typeof next}. Does the block return its result?`;
      });
      return next;
    }, x);
  };
}
