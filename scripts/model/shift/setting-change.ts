import type { Instant } from '../time.ts'

/** A settings file that changed on the branch of the content. */
export interface SettingChange {
  /** From the content folder. */
  file: string
  how: 'added' | 'changed' | 'removed'
  /** When it came there, who made it, and the first line of what they say of it. */
  at: Instant
  by: string
  subject: string
}
