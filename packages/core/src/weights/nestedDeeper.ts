/**
 * Whether brackets and braces of a text that may be JSON stand more than `levels` deep in one another. To be asked before `JSON.parse`, which makes an
 * object of dozens of bytes of each bracket.
 */
export function nestedDeeper(json: string, levels: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) depth++;
    else if (!quoted && (character === '}' || character === ']')) depth--;
    if (depth > levels) return true;
  }
  return false;
}
