import { initializers } from '@ganblocks/layers';

/** What dense layers in front of a rectifier begin with. */
export const heUniform = initializers.heUniform();

/** What convolutions begin with. */
export const rectified = initializers.glorotUniform({ gain: Math.SQRT2 });
