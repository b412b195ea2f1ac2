import { hash } from 'node:crypto'
import type { z } from 'zod'
import { plainLine } from '../../records/plain-line.ts'
import { ofAlerts, ofInputs, ofPayload, unknownShape, type Json, type Named } from './from-payload.ts'
import { ofComment, ofIssue } from './from-issue.ts'
import { actorOf, commentEvent, dispatchEvent, inputsEvent, isOfPullRequest, issueEvent } from './github-event.ts'
import { jsonData } from './json.ts'
import type { Around, Read } from './reading.ts'

/** Tells by its shape what a JSON text is, and reads it. */
export function readPosted(text: string, around: Around): Read {
  const parsed = jsonData(text)
  if ('error' in parsed)
    return {
      kind: 'error',
      error: `Unexpected text that is no JSON (${plainLine(parsed.error.slice(0, 200))}), expected a whole message. Was it cut off on its way?`,
    }
  const { data } = parsed
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return unknownShape()
  const json: Json = { ...data }
  if (isOfPullRequest(json)) return { kind: 'ignored', why: 'It is about a pull request' }
  if ('comment' in json && 'issue' in json) return readAs(commentEvent, json, (event) => ofComment(event, around))
  if ('issue' in json && 'action' in json) return readAs(issueEvent, json, (event) => ofIssue(event, around))
  if ('client_payload' in json)
    return readAs(dispatchEvent, json, ({ client_payload, sender }) =>
      ofPayload(client_payload ?? {}, actorOf(sender), keyFrom(around.run, text, around.again)),
    )
  if ('inputs' in json && 'workflow' in json)
    return readAs(inputsEvent, json, ({ inputs, sender }) =>
      ofInputs(inputs ?? {}, actorOf(sender), { run: around.run ?? hashOf(text), again: around.again }),
    )
  const by = around.by ?? { handle: '' }
  if ('groupKey' in json) return ofAlerts(text, by)
  return ofPayload(json, by, keyFrom(undefined, text, false))
}

/** What a message without a key of its own is known by: the run that it came by, else all that it says. */
const keyFrom = (run: string | undefined, text: string, again = false): Named =>
  run === undefined ? { key: hashOf(text), byWords: true, again } : { key: `run ${run}`, byWords: false, again }

function readAs<T>(schema: z.ZodType<T>, data: unknown, make: (event: T) => Read): Read {
  const read = schema.safeParse(data)
  if (read.success) return make(read.data)
  const [issue] = read.error.issues
  return {
    kind: 'error',
    error: `Unexpected \`${plainLine(issue?.path.join('.').slice(0, 100) ?? '')}\` in the event: ${plainLine(issue?.message.slice(0, 200) ?? '')}`,
  }
}

const hashOf = (text: string): string => hash('sha256', text).slice(0, 16)
