import type { Channel, Site } from '../records/site.ts'

/** Somebody who is told: a channel, and of mail one address of it. */
export interface NamedOutlet {
  /** What the ledger and people know it by: it says no address but a reader's of mail. */
  key: string
  channel: Channel
  /** Who reads; empty where it isn't mail. */
  to: string
}

/** Everybody that `site.yaml` names, in its order; of two of one name the second is `#2`. */
export function namedOutlets({ notify }: Pick<Site, 'notify'>): NamedOutlet[] {
  const taken = new Map<string, number>()
  return notify.flatMap((channel) =>
    namesOf(channel).map(({ name, to }) => {
      const count = (taken.get(name) ?? 0) + 1
      taken.set(name, count)
      return { key: count === 1 ? name : `${name}#${count}`, channel, to }
    }),
  )
}

const namesOf = (channel: Channel): { name: string; to: string }[] =>
  channel.kind === 'email'
    ? [channel.to].flat().map((address) => {
        const to = address.trim()
        return { name: `email ${channel.smtp_env} ${to}`, to }
      })
    : [{ name: `${channel.kind} ${channel.url_env}`, to: '' }]
