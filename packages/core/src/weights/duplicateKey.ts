/** The position after the string that starts at `start`. */
function stringEnd(json: string, start: number): number {
  let index = start + 1;
  while (json[index] !== '"') index += json[index] === '\\' ? 2 : 1;
  return index + 1;
}

function isFollowedByColon(json: string, position: number): boolean {
  let index = position;
  while (' \t\n\r'.includes(json.charAt(index)) && index < json.length) index++;
  return json[index] === ':';
}

/** The first key that stands twice in one object of a valid JSON text, or undefined: `JSON.parse` keeps the last of them without a word. */
export function duplicateKey(json: string): string | undefined {
  const objects: Set<string>[] = [];
  let index = 0;
  while (index < json.length) {
    const character = json[index];
    if (character === '{') objects.push(new Set());
    if (character === '}') objects.pop();
    if (character !== '"') {
      index++;
      continue;
    }
    const end = stringEnd(json, index);
    if (isFollowedByColon(json, end)) {
      const key = String(JSON.parse(json.slice(index, end)));
      const keys = objects.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
    index = end;
  }
  return undefined;
}
