import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type ModelNetwork, network } from '../model/network';
import { scoped } from './contract';

/** Makes a network of a model, which is freed at the end of the check. */
export type Owner = (model: LayersModel) => ModelNetwork;

/** Runs `body` and frees its tensors and networks. */
export async function withOwner(body: (own: Owner) => Promise<void>): Promise<void> {
  const owned: ModelNetwork[] = [];
  const own: Owner = (model) => {
    const net = network(model);
    owned.push(net);
    return net;
  };
  await scoped(() => body(own));
  owned.forEach((net) => net.dispose());
}
