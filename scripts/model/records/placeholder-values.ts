/** `{{name}}` in the text of a template: what is filled in when something is made from it. */
const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g

/** The names of the placeholders in some texts, in the order in which they first stand there. */
export const placeholderNames = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))),
]

/** A text with values for its placeholders. Values are text: a placeholder in one stays as it is. */
export const withValues = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole))
