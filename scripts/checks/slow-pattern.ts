import { analyse } from 'scslre'

type Node = Parsed['pattern']['alternatives'][number]['elements'][number]
type Parsed = ReturnType<typeof analyse>['parsed']
type Quantifier = Extract<Node, { type: 'Quantifier' }>

/**
 * Why a pattern may take longer than in proportion to a text, each with what the text is full of. Of one that may begin
 * anywhere: where each beginning is followed to the end of the text and leads to nothing, that is quadratic, too.
 */
export function slowness(pattern: RegExp): string[] {
  const { parsed, reports } = analyse(pattern)
  const repeated = reports.map(({ type, character }) => `${type} ${character.literal.source}`)
  return [...new Set([...repeated, ...(pattern.sticky ? [] : begunAnew(pattern, parsed))])]
}

/** A character each of most classes that patterns tell apart. */
const CHARACTERS = [...'a1 A<-`*_"\'/.:#\n\t|[({&é;=x%$@!~,?]})>+']
/** Alternatives beyond these aren't tried. */
const MOST = 200
/** What a text may end in, so that nothing is found in all of it. */
const ENDS = ['', '\0', '\n\n\0']

/**
 * The beginnings of a pattern that its own repetition runs over: `<!--` of `<!--[^]*?-->` in a text full of `<!--`. The
 * analysis knows only texts that one character is repeated in.
 */
function begunAnew(pattern: RegExp, { pattern: whole }: Parsed): string[] {
  const flags = pattern.flags.replaceAll(/[gm]/g, '')
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''))
  const behind = whole.alternatives.length > 1 ? [] : lookbehinds(whole).map((raw) => new RegExp(raw, `${flags}y`))
  return quantifiersIn(whole).flatMap((quantifier) => {
    const within = new RegExp(`^(?:${quantifier.element.raw})*$`, flags)
    const found = [...new Set(beginningsOf(quantifier, flags))].find(
      (word) =>
        word !== '' &&
        within.test(word + word) &&
        behind.every((assertion) => holdsBehind(assertion, word)) &&
        ENDS.some((end) => !once.test(word.repeat(30) + end)),
    )
    return found === undefined ? [] : [`${JSON.stringify(found)} before ${quantifier.raw}`]
  })
}

/** What a pattern that may be taken in one way only asks of what stands before it. */
const lookbehinds = ({ alternatives: [only] }: Parsed['pattern']): string[] =>
  (only?.elements.slice(0, 1) ?? []).flatMap((one) =>
    one.type === 'Assertion' && one.kind === 'lookbehind' ? one.raw : [],
  )

function holdsBehind(assertion: RegExp, word: string): boolean {
  assertion.lastIndex = word.length
  return assertion.test(word + word)
}

function quantifiersIn(node: Node | Parsed['pattern']): Quantifier[] {
  if (node.type === 'Quantifier')
    return node.max === Infinity ? [node, ...quantifiersIn(node.element)] : quantifiersIn(node.element)
  return 'alternatives' in node
    ? node.alternatives.flatMap(({ elements }) => elements.flatMap((one) => quantifiersIn(one)))
    : []
}

/** What may stand before a repetition, from the beginning of the pattern; nothing where that is bound to a place. */
function beginningsOf(node: Node, flags: string): string[] {
  const { parent } = node
  if (parent.type !== 'Alternative') return beginningsOf(parent as Node, flags)
  const before = parent.elements.slice(0, parent.elements.indexOf(node as never))
  if (before.some((one) => one.type === 'Assertion' && one.kind === 'start')) return []
  const above = parent.parent.type === 'Pattern' ? [''] : beginningsOf(parent.parent as Node, flags)
  return joined([above, ...before.map((one) => wordsOf(one, flags))])
}

/** Some of the words that a part of a pattern takes. */
function wordsOf(node: Node, flags: string): string[] {
  if (node.type === 'Character') return [String.fromCodePoint(node.value)]
  if (node.type === 'Quantifier') {
    const words = wordsOf(node.element, flags)
    return node.min === 0 ? ['', ...words.slice(0, 3)] : words.map((word) => word.repeat(node.min))
  }
  if (node.type === 'Group' || node.type === 'CapturingGroup')
    return node.alternatives.flatMap(({ elements }) => joined(elements.map((one) => wordsOf(one, flags))))
  if (!node.type.includes('Character')) return ['']
  const one = new RegExp(`^(?:${node.raw})$`, flags)
  return CHARACTERS.filter((character) => one.test(character)).slice(0, 6)
}

const joined = (parts: readonly string[][]): string[] => {
  let words = ['']
  for (const part of parts) words = words.flatMap((word) => part.map((one) => word + one)).slice(0, MOST)
  return words
}
