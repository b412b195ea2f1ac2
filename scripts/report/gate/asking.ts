import { missingWords, neededWords } from '#model/gate/approvals'
import type { ApprovalSlot, ApprovalState } from '#model/gate/context'
import type { GateVerdict } from '#model/gate/verdict'
import { and, lacks, or } from './words.ts'

/** Something that lacks approvals: a change by its id, or files by their path, as prose. */
interface Lacking {
  what: string
  approval: ApprovalState
}

/** What lacks an approval that must come before the merge; what only the bot may write can't get one. */
export const lackingIn = ({ changes, paths }: Pick<GateVerdict, 'changes' | 'paths'>): Lacking[] =>
  [
    ...changes.map(({ judged: { change, approval } }) => ({ what: change.id, approval })),
    ...paths
      .filter(({ rule }) => rule !== 'bot')
      .map(({ path, files, approval }) => ({ what: `\`${path || (files[0] ?? '')}\``, approval })),
  ].filter(({ approval }) => lacks(approval) && !approval.later)

/** Who is asked for how many approvals, of what. */
interface Ask {
  slots: ApprovalSlot[]
  who: readonly string[]
  whats: string[]
}

/**
 * Whom to ask, as one sentence: a review is of the whole pull request, so what several things need of the same people is
 * asked for once, and nobody is named twice. Whoever is the only one to fill one place isn't offered for another.
 */
export function askSentence(lacking: readonly Lacking[]): string {
  const asks = withoutTaken(asksIn(lacking))
  const single = new Set(lacking.map(({ what }) => what)).size === 1
  const about = ({ whats }: Ask) => (single ? '' : ` for ${and(whats, 3)}`)
  const named = new Set<string>()
  const wanted = asks
    .filter(({ who }) => who.length > 0)
    .map((ask) => {
      const fresh = ask.who.filter((one) => !named.has(one))
      for (const one of fresh) named.add(one)
      const names = candidates(fresh, ask.who.length - fresh.length, ask.slots.length)
      return `${missingWords(ask.slots).join('')} (${names})${about(ask)}`
    })
  const vain = asks
    .filter(({ who }) => who.length === 0)
    .map((ask) => `${missingWords(ask.slots).join('')}${about(ask)}`)
  const whole = single ? (lacking[0]?.what ?? '') : 'it'
  return [
    ...(wanted.length > 0 ? [`Have ${whole} approved by ${and(wanted)}.`] : []),
    ...(vain.length > 0
      ? [
          `Nobody is there to give ${and(vain)}: add people to \`teams/\`, or ask for less in \`policy.yaml\`, in a pull request of its own.`,
        ]
      : []),
  ].join(' ')
}

function asksIn(lacking: readonly Lacking[]): Ask[] {
  const asks = new Map<string, Ask>()
  for (const { what, approval } of lacking)
    for (const slots of Map.groupBy(approval.missing, neededWords).values()) {
      const [{ who } = { who: [] }] = slots
      const key = JSON.stringify([slots[0] && neededWords(slots[0]), who])
      const known = asks.get(key)
      if (!known) asks.set(key, { slots, who, whats: [what] })
      else {
        known.whats.push(what)
        if (slots.length > known.slots.length) known.slots = slots
      }
    }
  return [...asks.values()].toSorted((a, b) => spare(a) - spare(b))
}

/** How many more there are than are needed. */
const spare = ({ who, slots }: Ask): number => Math.max(0, who.length - slots.length)

/** Those of whom all are needed in one place are not offered in another of the same thing. */
function withoutTaken(asks: readonly Ask[]): Ask[] {
  const left: Ask[] = []
  for (const ask of asks) {
    const taken = new Set(
      left
        .filter((one) => spare(one) === 0 && one.whats.some((what) => ask.whats.includes(what)))
        .flatMap(({ who }) => who),
    )
    const free = ask.who.filter((one) => !taken.has(one))
    left.push({ ...ask, who: free.length >= ask.slots.length ? free : ask.who })
  }
  return left
}

/** `ana, bo or lead`; `dot or one named before`, where `known` of them were. */
function candidates(fresh: readonly string[], known: number, needed: number): string {
  if (fresh.length === 0) return known === 1 ? 'the one named before' : 'of those named before'
  const before = known === 0 ? [] : known === 1 ? ['the one named before'] : ['one named before']
  const names = [...few(fresh), ...before]
  return fresh.length + known > needed ? or(names, Infinity) : and(names, Infinity)
}

/** More people than this are only counted. */
const MOST = 6
const few = (names: readonly string[]): string[] =>
  names.length > MOST + 1 ? [...names.slice(0, MOST), `${names.length - MOST} others`] : [...names]

/** Who had approved what stood there before, and who it is worth asking again. */
export function againSentence(lacking: readonly Lacking[]): string {
  const again = lacking.map(({ what, approval: { missing, void: others } }) => {
    const asked = new Set(missing.flatMap(({ who }) => who))
    const who = others.filter(({ by, why }) => why === 'other_plan' && asked.has(by)).map(({ by }) => by)
    return { what, who }
  })
  const all = again.filter(({ who }) => who.length > 0)
  const [first] = all
  if (!first) return ''
  const names = and([...new Set(all.flatMap(({ who }) => who))])
  const earlier = all.length === 1 && !first.what.startsWith('`') ? 'plan' : 'version'
  return ` ${names} approved an earlier ${earlier}: ask for another look.`
}
