/**
 * What is used here of `assemblyscript/asc`. Its own types bring AssemblyScript's globals into the whole program, where `Array` is another thing.
 */
declare const asc: {
  main(
    args: readonly string[],
    options: { readonly stdout: { write(text: string): unknown } },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
};
export default asc;
