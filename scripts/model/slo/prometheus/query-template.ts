/** A query with a place for the window in it, ready to be filled in. */
export type FilledWith = (window: string) => string

/**
 * Reads a query as Sloth does, which is as a template of Go's `text/template`: `{{.window}}` is the window, `{{"{{"}}` and
 * `` {{`{{`}} `` are text, `{{/* … *\/}}` is nothing, and `{{-` and `-}}` take the space beside them away. Nothing else of
 * that language is read.
 * https://pkg.go.dev/text/template
 */
export function parseQuery(template: string): FilledWith | { error: string } {
  const parts: (string | typeof WINDOW)[] = []
  let rest = 0
  let trim = false
  for (let open = template.indexOf('{{'); open !== -1; open = template.indexOf('{{', rest)) {
    const action = actionAt(template, open + 2)
    if ('error' in action) return action
    const text = template.slice(rest, open)
    const begun = trim ? text.trimStart() : text
    parts.push(action.trimsBefore ? begun.trimEnd() : begun, action.says)
    ;[rest, trim] = [action.end, action.trimsAfter]
  }
  parts.push(trim ? template.slice(rest).trimStart() : template.slice(rest))
  return (window) => parts.map((part) => (part === WINDOW ? window : part)).join('')
}

const WINDOW = Symbol('window')

interface Action {
  says: string | typeof WINDOW
  end: number
  trimsBefore: boolean
  trimsAfter: boolean
}

/** What stands between `{{` and `}}`: a quoted text may hold the latter. */
const QUOTED = /(?:-\s)?\s*("(?:[^"\\\n]|\\[^\n])*"|`[^`]*`)/y

function actionAt(template: string, start: number): Action | { error: string } {
  QUOTED.lastIndex = start
  const quoted = QUOTED.exec(template)?.[1]
  const close = template.indexOf('}}', quoted === undefined ? start : QUOTED.lastIndex)
  if (close === -1) return { error: 'Unexpected "{{" that nothing closes, expected "}}" after it.' }
  const inner = template.slice(start, close)
  const trimsBefore = /^-\s/.test(inner)
  const trimsAfter = /\s-$/.test(inner)
  const word = inner.slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined).trim()
  const says = meaning(word)
  if (says === null)
    return { error: `Unexpected ${JSON.stringify(`{{${inner}}}`)} in a query, expected {{.window}} alone.` }
  return { says, end: close + 2, trimsBefore, trimsAfter }
}

function meaning(word: string): string | typeof WINDOW | null {
  if (word === '.window') return WINDOW
  if (word.startsWith('/*') && word.endsWith('*/') && word.length >= 4) return ''
  if (/^`[^`]*`$/.test(word)) return word.slice(1, -1)
  if (!/^".*"$/.test(word)) return null
  try {
    const text: unknown = JSON.parse(word)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}
