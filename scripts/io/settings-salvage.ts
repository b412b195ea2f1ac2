import { COMPONENT_STATUSES, type ComponentStatus } from '#model/records/update'
import { meant, meantKey } from '#model/records/near-miss'

/*
 * What an update says of components, word by word, where it isn't written as it should be. An outage must not go unsaid
 * for a bracket: in the lines that aren't another field's, a component's id, and what stands behind it, is a setting.
 */

/** So long a line of settings was written by no hand. */
const LONGEST = 2000
/** So many of them are looked at. */
const MOST_LINES = 500

/**
 * The components that front matter names, by id, each with its state; null where it says none that can be understood.
 * `keys` are those of the update; `components` holds the ids of components, by their small letters.
 */
export function roughSettings(
  front: string,
  keys: readonly string[],
  components: ReadonlyMap<string, string>,
): Map<string, ComponentStatus | null> {
  const settings = new Map<string, ComponentStatus | null>()
  for (const line of settingLines(front, keys)) {
    let named: string | null = null
    for (const part of line.split(/[,;{}[\]]/)) {
      const [word = '', ...behind] = wordsOf(part)
      const rest = behind.join(' ')
      const id = components.get(word.toLowerCase())
      const said = statusIn(rest)
      // `{checkout: {status: major_outage}}` says it in a part of its own.
      if (id !== undefined) settings.set(id, settings.get(id) ?? said)
      else if (named !== null && /^(?:status|state)$/i.test(word)) settings.set(named, settings.get(named) ?? said)
      else if (named !== null && rest === '') settings.set(named, settings.get(named) ?? statusMeant(word))
      named = id ?? named
    }
  }
  return settings
}

/** The words of some text, whatever stands around and between them; what marks an item of a list is none. */
const wordsOf = (text: string): string[] =>
  (text.match(/[^\s"'“”‘’„«»:=>–—]+/g) ?? []).flatMap((word) => {
    const plain = word.replace(/^[-*+]{1,80}/, '')
    return plain === '' ? [] : [plain]
  })

/** The lines that can hold settings: those of `components`, and of keys that the update hasn't. */
function* settingLines(front: string, keys: readonly string[]): Generator<string> {
  let other = false
  for (const line of front.split('\n', MOST_LINES)) {
    const comment = line.search(/(?:^|\s)#/)
    const plain = comment < 0 ? line : line.slice(0, comment)
    if (plain.length > LONGEST || plain.trim() === '') continue
    const [head, key = ''] = /^["']?([\w-]{1,40})["']?\s*:/.exec(plain) ?? []
    if (/^[^\s-]/.test(plain)) other = keys.includes(key) && key !== 'components'
    if (other) continue
    const isOurs = key === 'components' || meantKey(key, ['components']) !== null
    yield head !== undefined && isOurs ? plain.slice(head.length) : plain
  }
}

/** The state that some words say: all of them, or the first. */
const statusIn = (words: string): ComponentStatus | null =>
  statusMeant(words) ?? statusMeant(words.split(' ', 1)[0] ?? '')

/** The state that a word means, however it is spelt; null where it is none. */
export function statusMeant(word: string): ComponentStatus | null {
  const value = word.length > 40 ? null : meant(word, COMPONENT_STATUSES)
  return COMPONENT_STATUSES.find((one) => one === value) ?? null
}

/** What is said of components by some update; `unclear` are those that it names without a state that can be understood. */
interface Told {
  state: string
  components: Readonly<Record<string, { status: ComponentStatus }>>
  unclear?: readonly string[]
}

const OVER = ['resolved', 'completed', 'cancelled']

/**
 * Who names a component of something that goes on says that not all is well with it: where nobody can tell how bad it is,
 * the mildest trouble is `floor`, unless there was some before. `updates` are in their order.
 */
export function withUnclear<T extends Told>(updates: readonly T[], floor: ComponentStatus): Omit<T, 'unclear'>[] {
  const now = new Map<string, ComponentStatus>()
  return updates.map(({ unclear = [], ...update }) => {
    const over = OVER.includes(update.state)
    if (over) now.clear()
    const calm = over ? [] : unclear.filter((id) => (now.get(id) ?? 'operational') === 'operational')
    const floored = Object.fromEntries(calm.map((id) => [id, { status: floor }]))
    const components = calm.length === 0 ? update.components : { ...floored, ...update.components }
    for (const [id, { status }] of Object.entries(components)) now.set(id, status)
    return { ...update, components }
  })
}
