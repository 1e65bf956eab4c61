import * as names from 'gifenc';

const { default: everything } = names;

/** gifenc, whose names Node's ES modules find in its default export, all others beside it. */
export const { GIFEncoder, quantize, applyPalette } = typeof everything === 'object' ? everything : names;
