/** A part of an annotation: words as they are, or what stands there once the alert fires. */
export type AnnotationPart =
  { text: string } | { /** In words. */ filled: string; /** As it is written. */ code: string }

/** What comes out of Prometheus's functions: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/. */
const FORMS: Record<string, string> = {
  humanize: 'value',
  humanize1024: 'value',
  humanizePercentage: 'value in per cent',
  humanizeDuration: 'value as a length of time',
  humanizeTimestamp: 'value as a time',
  toTime: 'value as a time',
}

/** An action of a template, and where it stands in it. */
export interface TemplateAction {
  index: number
  /** As it is written, with its braces. */
  code: string
  /** Without them, and without blanks around. */
  inside: string
  /** `{{-` takes the blanks before it away, `-}}` those behind it. */
  trims: { before: boolean; behind: boolean }
}

/** The actions of a template. Braces in its strings end none. One that nothing closes is none; `unclosed` is where it begins. */
export function actionsIn(template: string): { actions: TemplateAction[]; unclosed: number | null } {
  const actions: TemplateAction[] = []
  for (let index = template.indexOf('{{'); index !== -1;) {
    const end = endOf(template, index + 2)
    if (end === null) return { actions, unclosed: index }
    const code = template.slice(index, end)
    const trims = { before: /^\{\{-\s/.test(code), behind: /\s-\}\}$/.test(code) }
    const inside = code.slice(trims.before ? 3 : 2, trims.behind ? -3 : -2).trim()
    actions.push({ index, code, inside, trims })
    index = template.indexOf('{{', end)
  }
  return { actions, unclosed: null }
}

/** Where the action ends that is open at an offset; null where it doesn't. */
function endOf(template: string, from: number): number | null {
  let quote = ''
  for (let at = from; at < template.length; at++) {
    const sign = template.charAt(at)
    if (quote !== '') {
      if (sign === '\\' && quote !== '`') at++
      else if (sign === quote) quote = ''
    } else if ('"`\''.includes(sign)) quote = sign
    else if (template.startsWith('}}', at)) return at + 2
  }
  return null
}

const LABEL = /^(?:\$labels|\.Labels)\.([a-zA-Z_]\w{0,99})\b/
const VALUE = /^(?:(?:\$value|\.Value)\b|printf "[^"]{0,40}" (?:\$value|\.Value)\b)/

/**
 * An annotation, a template of Go's, so that it can be read before the alert fires: labels by their names, the value by
 * what is made of it, and anything else as it is written. A label that is the same whenever it fires stands there already.
 * Nothing of it is run.
 */
export function annotationParts(template: string, labels: Readonly<Record<string, string>> = {}): AnnotationPart[] {
  const parts: AnnotationPart[] = []
  let rest = 0
  for (const { index, code, inside } of actionsIn(template).actions) {
    if (index > rest) parts.push({ text: template.slice(rest, index) })
    const fixed = fixedLabel(inside, labels)
    parts.push(fixed === null ? { filled: wordsOf(inside) ?? code, code } : { text: fixed })
    rest = index + code.length
  }
  if (rest < template.length) parts.push({ text: template.slice(rest) })
  return parts
}

/** What a label is, whenever the alert fires; null of one that differs. */
export function fixedLabel(inside: string, labels: Readonly<Record<string, string>>): string | null {
  const [whole = '', label = ''] = LABEL.exec(inside) ?? []
  return whole === inside && Object.hasOwn(labels, label) ? (labels[label] ?? null) : null
}

/** What stands in the place of an action, in words; null where they say nothing of it. */
export function wordsOf(inside: string): string | null {
  const [first = '', ...pipes] = inside.split('|').map((one) => one.trim())
  const [, label] = LABEL.exec(first) ?? []
  if (label !== undefined) return label
  if (!VALUE.test(first)) return null
  return pipes.map((pipe) => FORMS[pipe.split(' ')[0] ?? '']).find((form) => form !== undefined) ?? 'value'
}
