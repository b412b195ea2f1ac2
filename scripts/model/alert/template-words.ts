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

const ACTION = /\{\{-?([^{}]{0,300}?)-?\}\}/g
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
  for (const { index, 0: code, 1: inside = '' } of template.matchAll(ACTION)) {
    if (index > rest) parts.push({ text: template.slice(rest, index) })
    const fixed = fixedLabel(inside.trim(), labels)
    parts.push(fixed === null ? { filled: wordsOf(inside.trim()) ?? code, code } : { text: fixed })
    rest = index + code.length
  }
  if (rest < template.length) parts.push({ text: template.slice(rest) })
  return parts
}

function fixedLabel(inside: string, labels: Readonly<Record<string, string>>): string | null {
  const [whole = '', label = ''] = LABEL.exec(inside) ?? []
  return whole === inside && Object.hasOwn(labels, label) ? (labels[label] ?? null) : null
}

function wordsOf(inside: string): string | null {
  const [first = '', ...pipes] = inside.split('|').map((one) => one.trim())
  const [, label] = LABEL.exec(first) ?? []
  if (label !== undefined) return label
  if (!VALUE.test(first)) return null
  return pipes.map((pipe) => FORMS[pipe.split(' ')[0] ?? '']).find((form) => form !== undefined) ?? 'value'
}
