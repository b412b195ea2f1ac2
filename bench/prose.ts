import type { Dice } from './dice.ts'

const OPENINGS = ['We saw', 'Everyone had', 'The team found', 'Customers met', 'Nobody expected', 'At first there was']
const QUALITIES = ['slow', 'failing', 'stale', 'repeated', 'missing', 'unusual', 'growing']
const PLACES = ['in one region', 'behind the balancer', 'after the release', 'during the peak', 'on every second node']

const pick = (from: readonly string[], roll: Dice) => from[roll.below(from.length)] ?? ''

/** A sentence that is safe as a plain YAML value: no colon, no hash. */
export const sentence = (roll: Dice): string =>
  `${pick(OPENINGS, roll)} ${pick(QUALITIES, roll)} ${roll.word()} and ${roll.word()} trouble ${pick(PLACES, roll)}.`

export const paragraph = (roll: Dice, sentences: number): string =>
  Array.from({ length: sentences }, () => sentence(roll)).join(' ')

export const title = (roll: Dice): string => `${pick(QUALITIES, roll)} ${roll.word()} of the ${roll.word()}`
