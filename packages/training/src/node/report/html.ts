/** A piece of HTML, safe by construction: only `html` makes one. */
export interface Html {
  readonly markup: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text and attribute values made safe. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** HTML of a template: every value is escaped, but for HTML made here, and lists of it. */
export function html(texts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  const markup = texts.map((text, index) => text + (index < values.length ? markupOf(values[index]!) : ''));
  return { markup: markup.join('') };
}

function markupOf(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

export const NOTHING: Html = { markup: '' };

/** JSON for a script element of type `application/json`: no character of it can end the element. */
export const jsonBlock = (id: string, value: unknown): Html => ({
  markup: `<script type="application/json" id="${escapeHtml(id)}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
});
