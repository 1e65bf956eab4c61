/** One option of a command. */
export interface OptionSpec {
  /** What stands for its value in the help, such as 'N'. Absent: the option takes none. */
  readonly value?: string;
  /** What it does, its unit, its default. */
  readonly help: string;
  /** May be given several times. Default: false. */
  readonly many?: boolean;
}

/** What a command is called with, and how its help explains it. */
export interface CommandSpec {
  readonly name: string;
  /** A sentence. */
  readonly summary: string;
  /** What stands behind the name, such as 'SYSTEM --data DATA'; `[…]` may be left out. */
  readonly usage: string;
  /** How many words without dashes it takes. */
  readonly words: { readonly least: number; readonly most: number };
  readonly examples: readonly { readonly command: string; readonly does: string }[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Paragraphs below the options. */
  readonly notes?: readonly string[];
}

/** Options of every command. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  debug: { help: 'Show where an error comes from.' },
  help: { help: 'Show this help.' },
};

/** Options that several commands have. */
export const backendOption: OptionSpec = {
  value: 'NAME',
  help: 'What computes: wasm, webgpu, tensorflow, tensorflow-gpu, cpu, or auto, the best that is installed. Default: auto.',
};

export const threadsOption: OptionSpec = {
  value: 'N',
  help: 'Threads of the wasm backend, 1 to 64; with any number the images are the same, bit for bit. Default: all cores.',
};
