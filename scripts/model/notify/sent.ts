/** What came of sending an event to somebody. */
export type Sent =
  | { sent: true }
  /** `message`: this one isn't taken, others may be; `channel`: nothing is taken now. `why` in words, without a secret. */
  | { sent: false; why: string; of: 'message' | 'channel' }

/** What a try came to: `again` is worth another one, after so many milliseconds at least where that is known. */
export type Tried = Sent | { again: string; after: number | null }
