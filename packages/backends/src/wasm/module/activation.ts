/** What a kernel applies to its result: relu, or leaky relu with a slope below 0 (default 0.2), times a gain (default 1). */
export interface Activation {
  readonly kind: 'relu' | 'leakyRelu';
  readonly slope?: number;
  readonly gain?: number;
}

const codes = { relu: 1, leakyRelu: 2 } as const;

/** The three arguments by which kernels take an activation. */
export const activationArguments = (activation: Activation | undefined): [code: number, slope: number, gain: number] =>
  activation ? [codes[activation.kind], slopeOf(activation), activation.gain ?? 1] : [0, 0, 1];

/** The factor below 0. */
export const slopeOf = ({ kind, slope = 0.2 }: Activation): number => (kind === 'relu' ? 0 : slope);
