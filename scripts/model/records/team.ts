import { z } from 'zod'
import { defaulted, duration, handle, optional, record, required, text, who } from './field.ts'

/** Who to call next, and after how long. */
export const escalationStep = z.strictObject({
  after: required(duration, 'How long after the page.'),
  who: required(who, "A team's id or a handle."),
  how: required(text, 'page, phone, chat, …'),
})

/** `teams/<id>.yaml` */
export const teamSchema = record({
  name: required(text, "The team's name."),
  members: required(z.array(handle), 'Handles as the forge knows them, without `@`.'),
  leads: defaulted(z.array(handle), [], 'Those of them who may approve as a lead.'),
  contacts: defaulted(z.record(z.string(), text), {}, 'How to reach the team: page, chat, mail, ….'),
  people: optional(
    z
      .record(
        handle,
        z.strictObject({
          name: optional(text, 'As colleagues call them.'),
          phone: optional(text, 'A number, with its country: `"+34 600 000 000"`.'),
          chat: optional(text, 'Their name in chat.'),
        }),
      )
      .meta({ sample: '{ana: {name: Ana Ruiz, phone: "+34 600 000 000", chat: "@ana"}}' }),
    'How to reach its members, by handle.',
  ),
  escalation: defaulted(z.array(escalationStep), [], 'Who is called, and after how long.'),
})

export type Team = z.output<typeof teamSchema> & { id: string; file: string }

/** Every handle that belongs to some team. */
export const everyone = (teams: Iterable<Team>): Set<string> =>
  new Set([...teams].flatMap((team) => [...team.members, ...team.leads]))
