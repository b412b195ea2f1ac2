import type { Body, TextSpan } from '#model/records/body'
import type { Catalog } from '#model/catalog'
import type { Finding, Place } from '#model/diagnostic'
import { phraseDigest, phraseIndex, type PhraseIndex } from '#model/publish/phrase-index'
import { secretsIn } from '#model/publish/secrets'
import { defineRule, unlessPassed } from './rule.ts'
import { POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'

export default defineRule({
  name: 'public-text',
  severity: 'error',
  scope: 'record',
  doc: 'What customers read holds no secret (error), no internal address and no unpublished name (warning).',
  *check({ catalog, passed }) {
    const phrases = unpublishedNames(catalog)
    const names = phraseIndex(phrases, SHORTEST)
    const by = `public-text ${phraseDigest(phrases)}`
    for (const { text, body, at, span } of publicTexts(catalog)) {
      const find = () => judge(text, at, span, names).take(MOST)
      yield* body ? unlessPassed(passed, body, by, find) : find()
    }
    yield* unpublishedComponents(catalog)
  },
})

/** A text that holds more than this is written anew, not mended. */
const MOST = 10

interface PublicText {
  text: string
  /** The whole of a body; null for a line of its own. */
  body: Body | null
  at: Place
  /** Turns a stretch of the text into a place, where it has lines of its own. */
  span: ((from: number, length: number) => Place) | null
}

function* publicTexts(catalog: Catalog): Generator<PublicText> {
  for (const { file, public: block } of [...catalog.services, ...catalog.salvaged_components])
    for (const [key, text] of Object.entries(block ?? {}))
      if (typeof text === 'string') yield { text, body: null, at: { file, path: ['public', key] }, span: null }
  for (const { updates } of [
    ...catalog.changes,
    ...catalog.incidents,
    ...catalog.salvaged,
    ...catalog.salvaged_changes,
  ])
    for (const { file, title, body } of updates ?? []) {
      if (title !== undefined) yield { text: title, body: null, at: { file, path: ['title'] }, span: null }
      yield ofBody(file, body)
    }
  for (const { file, postmortem } of [...catalog.incidents, ...catalog.salvaged])
    if (postmortem) yield ofBody(publicFile(file, POSTMORTEM_FILE), postmortem)
}

const ofBody = (file: string, body: Body): PublicText => ({
  text: body.markdown,
  body,
  at: { file, span: { line: body.line, column: 1, end_line: body.line, end_column: 1 } },
  span: (from, length) => ({ file, span: spanIn(body, from, length) }),
})

function spanIn({ markdown, line }: Body, from: number, length: number): TextSpan {
  const before = markdown.slice(0, from)
  const row = line + before.split('\n').length - 1
  const column = from - before.lastIndexOf('\n')
  return { line: row, column, end_line: row, end_column: column + length }
}

/** Private networks (RFC 1918, 4193, link-local), loopback, and names that only resolve inside. */
const INTERNAL_ADDRESS =
  /\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|127(?:\.\d{1,3}){3}|169\.254(?:\.\d{1,3}){2})\b|\bf[cd][0-9a-f]{2}:[0-9a-f:]+|\blocalhost\b|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:internal|local|localdomain|corp|lan|intra|intranet)\b/gi
/** A part of any of these: a text without one, as most are, isn't searched for all of them. */
const ADDRESS_PART = /\d\.\d|f[cd][0-9a-f]{2}:|localhost|\.(?:internal|local|corp|lan|intra)/i
const RECORD_ID = /\b(?:INC|CHG)-\d{4}-\d{4,}\b/g

function* judge(text: string, at: Place, span: PublicText['span'], names: PhraseIndex<HiddenName>): Generator<Finding> {
  const place = (from: number, length: number) => span?.(from, length) ?? at
  for (const secret of secretsIn(text))
    yield {
      at: place(secret.at, secret.length),
      message: `Unexpected ${secret.name.replace(/^an? /, '')} in a public text, expected words for customers.`,
      help: `This looks like ${secret.name}. Remove it, and revoke it: git keeps it even so.`,
    }
  for (const { index, 0: address } of ADDRESS_PART.test(text) ? text.matchAll(INTERNAL_ADDRESS) : [])
    yield {
      at: place(index, address.length),
      severity: 'warning',
      message: `Unexpected internal address \`${address}\` in a public text, expected none.`,
      help: 'Customers cannot reach it; say what it means for them.',
    }
  for (const { index, 0: id } of text.matchAll(RECORD_ID))
    yield {
      at: place(index, id.length),
      severity: 'warning',
      message: `Unexpected internal id \`${id}\` in a public text, expected none.`,
      help: 'Say what happened instead.',
    }
  const named = new Set<string>()
  for (const { phrase, value, at: from } of names.search(text.toLowerCase())) {
    if (named.has(value.id) || !isMeant(value, text, from, from + phrase.length)) continue
    named.add(value.id)
    yield {
      at: place(from, phrase.length),
      severity: 'warning',
      message: `Unexpected name of the unpublished service \`${value.id}\` in a public text, expected a public one.`,
      help: 'Name what customers know it by.',
    }
  }
}

interface HiddenName {
  /** The service's. */
  id: string
  /** One plain word, such as `reports`, that a text may well hold and mean nothing by. */
  plain: boolean
  /** How the service spells it, where a capital inside tells it from the word: `LinkedIn`. */
  spelling: string | null
}

/** Whether a text names the service there; a plain word does so in code marks, or spelled as only the service is. */
const isMeant = ({ plain, spelling }: HiddenName, text: string, from: number, to: number): boolean =>
  !plain || (text[from - 1] === '`' && text[to] === '`') || text.slice(from, to) === spelling

/** Names and ids of services that aren't on the status page, save those that are also a public one's. */
function unpublishedNames({ services }: Catalog): [phrase: string, of: HiddenName][] {
  const published = services
    .flatMap((service) =>
      service.public ? [service.public.name, service.public.group ?? '', service.public.description ?? ''] : [],
    )
    .join('\n')
    .toLowerCase()
  const names = services
    .filter((service) => !service.public)
    .flatMap(({ id, name }) =>
      [...new Set([id.toLowerCase(), name.toLowerCase()])].map((phrase): [string, HiddenName] => [
        phrase,
        {
          id,
          plain: /^\p{Ll}+$/u.test(phrase),
          spelling: phrase === name.toLowerCase() && /.\p{Lu}/u.test(name) ? name : null,
        },
      ]),
    )
  return names.filter(([name]) => !published.includes(name))
}

/** Names shorter than this are words that stand in any text. */
const SHORTEST = 4

function* unpublishedComponents(catalog: Catalog): Generator<Finding> {
  const hidden = new Set(catalog.services.filter((service) => !service.public).map(({ id }) => id))
  for (const { updates } of [
    ...catalog.changes,
    ...catalog.incidents,
    ...catalog.salvaged,
    ...catalog.salvaged_changes,
  ])
    for (const { file, components } of updates ?? [])
      for (const id of Object.keys(components))
        if (hidden.has(id))
          yield {
            at: { file, path: ['components', id], key: true },
            severity: 'warning',
            message: `Unexpected component \`${id}\`, expected a service with a \`public:\` block.`,
            help: 'It is left out of the status page until it has one.',
          }
}
