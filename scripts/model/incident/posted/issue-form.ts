/** What the fields of the form are called, as they stand above the answers in the issue that it makes. The last one is the longest. */
export const FIELDS = {
  state: 'State',
  severity: 'Severity',
  components: 'Components',
  text: 'What customers read',
} as const

type Field = keyof typeof FIELDS

/**
 * The answers in an issue that a form has made: each below a heading of the field's name, `_No response_` where there is
 * none. What stands below the last field is its text, headings and all. An issue without any is all text.
 */
export function formAnswers(body: string): Partial<Record<Field, string>> {
  const lines = body.replaceAll(/\r\n?/g, '\n').split('\n')
  const answers: Partial<Record<Field, string[]>> = {}
  let current: Field | null = null
  for (const line of lines) {
    const field: Field | undefined = current === 'text' ? undefined : fieldOf(line)
    if (field !== undefined && answers[field] === undefined) {
      answers[field] = []
      current = field
    } else if (current !== null) answers[current]?.push(line)
  }
  if (current === null) return said({ text: lines })
  return said(answers)
}

const fieldOf = (line: string): Field | undefined => {
  const name = /^### (.*\S)\s*$/.exec(line)?.[1]
  return (Object.keys(FIELDS) as Field[]).find((field) => FIELDS[field] === name)
}

function said(answers: Partial<Record<Field, string[]>>): Partial<Record<Field, string>> {
  const texts = Object.entries(answers).map(([field, lines]) => [field, lines.join('\n').trim()] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== '' && text !== '_No response_' && text !== 'None'))
}
