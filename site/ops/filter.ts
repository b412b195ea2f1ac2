/** What a list can be narrowed down by: a name for the address, and what there is to choose from. */
export interface Choice {
  name: string
  label: string
  options: { value: string; text: string }[]
}

/** A row's word for what it is, `service=booking`: without blanks, whatever the name. */
export const isWord = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`

const names = new Intl.Collator('en', { numeric: true })

/** What some rows are, each once, by name. */
export function choiceOf(name: string, label: string, values: readonly { id: string; title: string | null }[]): Choice {
  const distinct = new Map(values.map(({ id, title }) => [id, title ?? id]))
  return {
    name,
    label,
    options: [...distinct]
      .map(([id, text]) => ({ value: isWord(name, id), text }))
      .toSorted((a, b) => names.compare(a.text, b.text)),
  }
}
