/** The name of a part within a block; `name` is empty where the block is a whole network. */
export const pathOf = (name: string, part: string): string => (name === '' ? part : `${name}/${part}`);
