/** What the word at the head of an update says of it. */
export type Meaning =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'resolved'
  | 'update'
  | 'postmortem'
  | 'scheduled'
  | 'in_progress'
  | 'cancelled'

const WORDS: Record<Meaning, readonly string[]> = {
  investigating: ['investigating', 'investigation', 'under investigation'],
  identified: ['identified', 'issue identified', 'problem identified', 'cause identified'],
  monitoring: ['monitoring', 'mitigated', 'fix implemented', 'fix applied'],
  resolved: ['resolved', 'fixed', 'solved', 'closed', 'complete', 'completed', 'recovered', 'restored'],
  update: ['update', 'updated'],
  postmortem: ['post mortem', 'postmortem', 'root cause analysis', 'rca'],
  scheduled: ['scheduled', 'planned', 'upcoming', 'soon'],
  in_progress: ['in progress', 'started', 'just began'],
  cancelled: ['cancelled', 'canceled'],
}
const MEANINGS = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) => words.map((word) => [word, meaning as Meaning])),
)

/** What a word means, however it is capitalised and ended; null for one that isn't known. `Update 2` is an update. */
export const meaningOf = (word: string): Meaning | null =>
  MEANINGS.get(
    word
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll(/[\s:.!…]+$|\s+\d+\s*:?$/g, '')
      .trim(),
  ) ?? null
