import type { Block } from '../model/sequence';

/**
 * A block with a name of its own, wherever it stands: its layers are named `<own>/…`.
 *
 * Networks that grow keep their weights' names by it: what is called `8x8` is called so too where it is one branch of a fade.
 *
 * @example const network = chain({ shape: [8, 8, 3] }, named('8x8', proganDown({ channels: 16 })));
 */
export const named =
  (own: string, block: Block): Block =>
  (x) =>
    block(x, own);
