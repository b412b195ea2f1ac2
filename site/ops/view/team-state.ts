import { worst } from '#model/status/overall'
import type { State } from './state.ts'

/** The worst of some tones: what has none counts for less than any trouble, and for more than none. */
export function worstTone(tones: readonly State['tone'][]): State['tone'] {
  const known = worst(tones.filter((tone) => tone !== 'neutral'))
  return known === 'operational' && tones.includes('neutral') ? 'neutral' : known
}
