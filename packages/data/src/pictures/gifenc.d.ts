/** What is used here of gifenc 1.0.3, which has no types. */
declare module 'gifenc' {
  export type Palette = readonly (readonly number[])[];

  export interface FrameOptions {
    /** The first frame's is that of all frames without one. */
    readonly palette?: Palette;
    /** Milliseconds. */
    readonly delay: number;
    /** Of the first frame: -1 once, 0 for ever, otherwise how often again. */
    readonly repeat: number;
  }

  export interface Encoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  export interface Gifenc {
    readonly GIFEncoder: () => Encoder;
    /** `rgba` must be all of its buffer. */
    readonly quantize: (rgba: Uint8Array, colours: number) => Palette;
    /** `rgba` must be all of its buffer. */
    readonly applyPalette: (rgba: Uint8Array, palette: Palette) => Uint8Array;
  }

  export const GIFEncoder: Gifenc['GIFEncoder'];
  export const quantize: Gifenc['quantize'];
  export const applyPalette: Gifenc['applyPalette'];
  /** All names, for Node's ES modules, which see none of them in this CommonJS file; the encoder for all others. */
  const everything: Gifenc | Gifenc['GIFEncoder'];
  export default everything;
}
