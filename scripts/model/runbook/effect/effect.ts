/**
 * What a command does to what it is pointed at.
 *
 * - `changes`: something is another afterwards
 * - `dry_run`: it would change something, and only says what
 * - `reads`: it looks, and no more
 */
export type Effect = 'changes' | 'dry_run' | 'reads'

/** Of several commands that run together; null where of one of them nothing is known. */
export function together(effects: readonly (Effect | null)[]): Effect | null {
  if (effects.includes('changes')) return 'changes'
  if (effects.length === 0 || effects.includes(null)) return null
  return effects.includes('dry_run') ? 'dry_run' : 'reads'
}
