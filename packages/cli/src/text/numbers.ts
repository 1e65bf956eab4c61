/** A count with thousands separated: `200,000`. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** A result with four digits that count: `8.712`. */
export const figure = (value: number): string => String(Number(value.toPrecision(4)));
