import type { Call, GithubSettings, Refused } from '#io/github-settings'

/** What one part of the set-up would do about what there is. */
export interface Plan {
  /** What there is, in words, as a line goes on after the part's name. */
  is: string
  /** What is to be written, in order; empty: it is as it should be. */
  changes: Change[]
  /** What is stricter than it needs to be, or somebody else's: left alone. */
  kept: string[]
  /** What only people can do. */
  byHand: string[]
}
export interface Change extends Call {
  /** What there will be, in words. */
  becomes: string
}

/** One part of the set-up. `look` asks GitHub; what it saw is planned for without it. */
export interface Step {
  name: string
  plan: (github: GithubSettings) => Promise<Plan | Refused>
  /** What it means where the account's plan hasn't got it. */
  without: string
}

/** Looks, and plans for what it sees. */
export const step = <Now>(
  name: string,
  without: string,
  look: (github: GithubSettings) => Promise<Now | Refused>,
  plan: (now: Now) => Plan,
): Step => ({
  name,
  without,
  plan: async (github) => {
    const now = await look(github)
    return typeof now === 'object' && now !== null && 'refused' in now ? now : plan(now)
  },
})

export const ADMINISTRATION = 'administration: write'
