import { hasUserInfo } from '#model/records/field'
import { wayOf } from '#model/records/phone-way'
import { telephone } from '#model/records/telephone'
import type { Team } from '#model/records/team'

/** One way to reach someone; `url` where it can be opened. */
export interface Contact {
  name: string
  text: string
  url: string | null
}

/** A team's contacts, in its own order. */
export const contactsOf = (team: Pick<Team, 'contacts'>): Contact[] =>
  Object.entries(team.contacts).map(([name, text]) => ({ name, text, url: addressOf(name, text) }))

/** `room: "4.12"` is nothing to call: a number is one where it is called so, or is as long as one. */
export function addressOf(name: string, text: string): string | null {
  if (/^(https?:\/\/\S+|mailto:\S+)$/i.test(text)) return hasUserInfo(text) ? null : text
  if (text.length < 300 && /^[^\s@:/]+@[^\s@:/][^\s@:/.]*\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const called =
    ['phone', 'page'].includes(wayOf(name)) || text.startsWith('+') || text.replaceAll(/\D/g, '').length > 6
  return called ? telephone(text) : null
}
