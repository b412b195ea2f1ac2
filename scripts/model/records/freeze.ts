import { z } from 'zod'
import { changeId, instant, defaulted, optional, record, required, text, who } from './field.ts'

/** `freezes/<id>.yaml`: a time without changes. */
export const freezeSchema = record({
  title: required(text, 'What it is called.'),
  level: required(
    z.enum(['hard', 'soft']),
    'hard: only excepted and emergency changes; soft: one more approval, standard changes exempt.',
  ),
  owner: required(who, 'Whom to ask.'),
  reason: optional(text, 'Why.'),
  start: required(instant, 'From when.'),
  end: required(instant, 'Until when.'),
  services: defaulted(
    z.union([z.literal('all'), z.array(text)]).meta({ label: 'all, or a list of services' }),
    'all',
    'What it holds for.',
  ),
  environments: optional(z.array(text), 'Where it holds; default: everywhere.'),
  exceptions: defaulted(
    z.array(
      z.strictObject({
        change: required(changeId, 'The change that may go ahead.'),
        by: required(who, 'Who says so.'),
        reason: required(text, 'Why.'),
      }),
    ),
    [],
    'Changes that may go ahead all the same.',
  ),
})
export type Freeze = z.output<typeof freezeSchema> & { id: string; file: string }

/** `events/<id>.yaml`: a customer event to keep clear of. */
export const eventSchema = record({
  title: required(text, 'What it is.'),
  start: required(instant, 'From when.'),
  end: required(instant, 'Until when.'),
  services: defaulted(
    z.union([z.literal('all'), z.array(text)]).meta({ label: 'all, or a list of services' }),
    'all',
    'What it needs.',
  ),
})
export type CustomerEvent = z.output<typeof eventSchema> & { id: string; file: string }
