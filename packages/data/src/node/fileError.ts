/** What went wrong with a file in a word or two: the operation's code (`ENOENT`, `EACCES`), or the message where there is none. */
export function fileErrorCode(error: unknown): string {
  // By its properties: an error from another realm (a worker, a test environment) is no instance of this one's Error.
  if (typeof error !== 'object' || error === null) return String(error);
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return error.code;
  return 'message' in error ? String(error.message) : 'unknown error';
}
