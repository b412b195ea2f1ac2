import { isSeen } from '../records/plain-line.ts'
import { formatDuration, SECOND } from '../time.ts'
import { actionsIn, fixedLabel, wordsOf, type AnnotationPart } from './template-words.ts'

const OPENS = /^(?:with|if|range|block)\b/
const STEERS = /^(?:with|if|range|block|else|end|define|template|break|continue)\b|^\/\*|^\$\w{0,99}\s{0,8}:?=/
const WITH = /^with\s{1,8}(\S{1,200})$/
const LITERAL = /^"([^"\\]{0,200})"(?:\s{0,8}\|\s{0,8}(humanizeDuration|humanize))?$/

/**
 * A template of Go's as a line that somebody reads before anything else: what steers it is left out, its plain words stay,
 * and what will stand there is told in words. Where no words are left, the alert's name in words. There is never a brace
 * of a template in it. Nothing of it is run.
 */
export function leadParts(
  template: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): AnnotationPart[] {
  const { actions, unclosed } = actionsIn(template)
  const parts: AnnotationPart[] = []
  /** What `.` stands for, by what is open. */
  const dots: (string | null)[] = []
  let [rest, trims] = [0, false]
  const take = (to: number, before: boolean) => {
    const plain = template.slice(rest, to).replaceAll('}}', '')
    const begun = trims ? plain.trimStart() : plain
    const text = before ? begun.trimEnd() : begun
    if (text !== '') parts.push({ text })
  }
  for (const { index, code, inside, trims: own } of actions) {
    take(index, own.before)
    ;[rest, trims] = [index + code.length, own.behind]
    if (OPENS.test(inside)) dots.push(wordsOf(WITH.exec(inside)?.[1] ?? ''))
    else if (/^end\b/.test(inside)) dots.pop()
    if (STEERS.test(inside)) continue
    const fixed = fixedLabel(inside, labels) ?? literal(inside)
    const dot = inside === '.' ? dots.findLast((one) => one !== null) : undefined
    parts.push(
      fixed === null ? { filled: dot ?? wordsOf(inside) ?? 'value', code } : { text: fixed.replaceAll('{{', '') },
    )
  }
  take(unclosed ?? template.length, false)
  return parts.some((part) => 'text' in part && /\p{L}/u.test(part.text) && isSeen(part.text))
    ? parts
    : [{ text: nameInWords(name) }]
}

function literal(inside: string): string | null {
  const [, text, form] = LITERAL.exec(inside) ?? []
  if (text === undefined) return null
  return form === 'humanizeDuration' && /^\d{1,10}$/.test(text) ? formatDuration(Number(text) * SECOND) : text
}

/** `KubeJobNotCompleted`: Kube job not completed. What is in capitals stays so. */
function nameInWords(name: string): string {
  const words = name.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|[\s_-]+/u)
  return words
    .map((word, i) => (i > 0 && /^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word))
    .join(' ')
    .replaceAll(/[{}]/g, '')
}
