import type { KernelShape } from '../weightFiles/convolutionKernel';

/** A convolution without bias, batch normalization, ReLU. */
export interface Convolution {
  readonly kind: 'convolution';
  /** Below its block; '' where the block is nothing else. */
  readonly name: string;
  readonly outputs: number;
  /** Height and width. */
  readonly kernel: readonly [number, number];
  readonly stride: 1 | 2;
}

/** 3 x 3. With stride 1 the average is that of the real pixels of a window; with stride 2 there are no others. */
interface Pool {
  readonly kind: 'average' | 'max';
  readonly stride: 1 | 2;
}

/** Convolutions of the same images, side by side. */
interface Fork {
  readonly kind: 'fork';
  readonly prongs: readonly Convolution[];
}

export type Part = Convolution | Pool | Fork;

/** Branches that see the same images; their channels are put side by side. */
export interface Block {
  readonly name: string;
  readonly branches: readonly (readonly Part[])[];
}

const conv = (name: string, outputs: number, kernel: number | readonly [number, number], stride: 1 | 2 = 1): Convolution => ({
  kind: 'convolution',
  name,
  outputs,
  kernel: typeof kernel === 'number' ? [kernel, kernel] : kernel,
  stride,
});
const fork = (...prongs: readonly Convolution[]): Fork => ({ kind: 'fork', prongs });
const pool = (kind: 'average' | 'max', stride: 1 | 2): Pool => ({ kind, stride });
const average = pool('average', 1);
const shrink = pool('max', 2);
const row = [1, 7] as const;
const column = [7, 1] as const;

const mixed35 = (name: string, pooled: number): Block => ({
  name,
  branches: [
    [conv('branch1x1', 64, 1)],
    [conv('branch5x5_1', 48, 1), conv('branch5x5_2', 64, 5)],
    [conv('branch3x3dbl_1', 64, 1), conv('branch3x3dbl_2', 96, 3), conv('branch3x3dbl_3', 96, 3)],
    [average, conv('branch_pool', pooled, 1)],
  ],
});

const mixed17 = (name: string, width: number): Block => ({
  name,
  branches: [
    [conv('branch1x1', 192, 1)],
    [conv('branch7x7_1', width, 1), conv('branch7x7_2', width, row), conv('branch7x7_3', 192, column)],
    [
      conv('branch7x7dbl_1', width, 1),
      conv('branch7x7dbl_2', width, column),
      conv('branch7x7dbl_3', width, row),
      conv('branch7x7dbl_4', width, column),
      conv('branch7x7dbl_5', 192, row),
    ],
    [average, conv('branch_pool', 192, 1)],
  ],
});

const mixed8 = (name: string, pooling: Pool): Block => ({
  name,
  branches: [
    [conv('branch1x1', 320, 1)],
    [conv('branch3x3_1', 384, 1), fork(conv('branch3x3_2a', 384, [1, 3]), conv('branch3x3_2b', 384, [3, 1]))],
    [
      conv('branch3x3dbl_1', 448, 1),
      conv('branch3x3dbl_2', 384, 3),
      fork(conv('branch3x3dbl_3a', 384, [1, 3]), conv('branch3x3dbl_3b', 384, [3, 1])),
    ],
    [pooling, conv('branch_pool', 192, 1)],
  ],
});

/** All convolutions of the stem but `Conv2d_2b_3x3` leave the border out, as do all of stride 2. */
const stem = (name: string, ...parts: readonly Part[]): Block => ({ name, branches: [parts] });

/**
 * Inception-v3 as FID has it, from images to `[N, 8, 8, 2048]`: the graph of 2015, whose average pools leave padding out and whose last block pools
 * by the maximum. Names are those of the published PyTorch conversion.
 *
 * @see Szegedy et al. 2016, Rethinking the Inception Architecture for Computer Vision, https://arxiv.org/abs/1512.00567
 */
export const inceptionBlocks = [
  stem('Conv2d_1a_3x3', conv('', 32, 3, 2)),
  stem('Conv2d_2a_3x3', conv('', 32, 3)),
  stem('Conv2d_2b_3x3', conv('', 64, 3)),
  stem('maxpool1', shrink),
  stem('Conv2d_3b_1x1', conv('', 80, 1)),
  stem('Conv2d_4a_3x3', conv('', 192, 3)),
  stem('maxpool2', shrink),
  mixed35('Mixed_5b', 32),
  mixed35('Mixed_5c', 64),
  mixed35('Mixed_5d', 64),
  {
    name: 'Mixed_6a',
    branches: [
      [conv('branch3x3', 384, 3, 2)],
      [conv('branch3x3dbl_1', 64, 1), conv('branch3x3dbl_2', 96, 3), conv('branch3x3dbl_3', 96, 3, 2)],
      [shrink],
    ],
  },
  mixed17('Mixed_6b', 128),
  mixed17('Mixed_6c', 160),
  mixed17('Mixed_6d', 160),
  mixed17('Mixed_6e', 192),
  {
    name: 'Mixed_7a',
    branches: [
      [conv('branch3x3_1', 192, 1), conv('branch3x3_2', 320, 3, 2)],
      [
        conv('branch7x7x3_1', 192, 1),
        conv('branch7x7x3_2', 192, row),
        conv('branch7x7x3_3', 192, column),
        conv('branch7x7x3_4', 192, 3, 2),
      ],
      [shrink],
    ],
  },
  mixed8('Mixed_7b', average),
  mixed8('Mixed_7c', pool('max', 1)),
] as const satisfies readonly Block[];

/** Numbers per image after the last block, averaged over positions. */
export const inceptionFeatures = 2048;
/** ImageNet's, and 8 that mean nothing. */
export const inceptionClasses = 1008;

/** Blocks by name, from first to last. */
export const inceptionLayers: readonly string[] = inceptionBlocks.map(({ name }) => name);

/** Whether the border is left out. */
export const isValid = (block: string, { stride }: Convolution): boolean =>
  stride === 2 || block === 'Conv2d_2a_3x3' || block === 'Conv2d_4a_3x3';

/** The name of a convolution's weights. */
export const convolutionName = (block: string, { name }: Convolution): string => (name === '' ? block : `${block}.${name}`);

/** Every convolution by name, with the shape of its kernel. */
export function inceptionKernels(): ReadonlyMap<string, KernelShape> {
  const shapes = new Map<string, KernelShape>();
  let channels = 3;
  for (const { name, branches } of inceptionBlocks as readonly Block[]) {
    const add = (part: Convolution, inputs: number): number => {
      shapes.set(convolutionName(name, part), [...part.kernel, inputs, part.outputs]);
      return part.outputs;
    };
    const widths = branches.map((parts) =>
      parts.reduce((inputs, part) => {
        if (part.kind === 'convolution') return add(part, inputs);
        return part.kind === 'fork' ? part.prongs.reduce((sum, prong) => sum + add(prong, inputs), 0) : inputs;
      }, channels),
    );
    channels = widths.reduce((sum, width) => sum + width, 0);
  }
  return shapes;
}
