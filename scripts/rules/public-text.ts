import type { Body, Span } from '#model/body'
import type { Catalog } from '#model/catalog'
import type { Finding, Place } from '#model/diagnostic'
import { phraseIndex, type PhraseIndex } from '#model/phrase-index'
import { findSecret } from '#model/secret'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'public-text',
  severity: 'error',
  scope: 'record',
  doc: 'What customers read holds no secret (error), no internal address and no unpublished name (warning).',
  *check({ catalog }) {
    const names = unpublishedNames(catalog)
    for (const { text, at, span } of publicTexts(catalog)) yield* judge(text, at, span, names)
    yield* unpublishedComponents(catalog)
  },
})

interface PublicText {
  text: string
  at: Place
  /** Turns a stretch of the text into a place, where it has lines of its own. */
  span: ((from: number, length: number) => Place) | null
}

function* publicTexts(catalog: Catalog): Generator<PublicText> {
  for (const { id: _, file, public: block } of catalog.services)
    for (const [key, text] of Object.entries(block ?? {}))
      if (typeof text === 'string') yield { text, at: { file, path: ['public', key] }, span: null }
  for (const { updates } of [...catalog.changes, ...catalog.incidents, ...catalog.salvaged])
    for (const { file, title, body } of updates ?? []) {
      if (title !== undefined) yield { text: title, at: { file, path: ['title'] }, span: null }
      yield ofBody(file, body)
    }
  for (const { file, postmortem } of [...catalog.incidents, ...catalog.salvaged])
    if (postmortem) yield ofBody(`${file.replace(/\/[^/]*$/, '')}/public/postmortem.md`, postmortem)
}

const ofBody = (file: string, body: Body): PublicText => ({
  text: body.markdown,
  at: { file, span: { line: body.line, column: 1, end_line: body.line, end_column: 1 } },
  span: (from, length) => ({ file, span: spanIn(body, from, length) }),
})

function spanIn({ markdown, line }: Body, from: number, length: number): Span {
  const before = markdown.slice(0, from)
  const row = line + before.split('\n').length - 1
  const column = from - before.lastIndexOf('\n')
  return { line: row, column, end_line: row, end_column: column + length }
}

/** Private networks (RFC 1918, 4193, link-local), loopback, and names that only resolve inside. */
const INTERNAL_ADDRESS =
  /\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|127(?:\.\d{1,3}){3}|169\.254(?:\.\d{1,3}){2})\b|\bf[cd][0-9a-f]{2}:[0-9a-f:]+|\blocalhost\b|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:internal|local|localdomain|corp|lan|intra|intranet)\b/i
const RECORD_ID = /\b(?:INC|CHG)-\d{4}-\d{4,}\b/

function* judge(text: string, at: Place, span: PublicText['span'], names: PhraseIndex<string>): Generator<Finding> {
  const place = (from: number, length: number) => span?.(from, length) ?? at
  const secret = findSecret(text)
  if (secret)
    yield {
      at: place(secret.at, secret.length),
      message: `Unexpected ${secret.name.replace(/^an? /, '')} in a public text, expected words for customers.`,
      help: `This looks like ${secret.name}. Remove it, and revoke it: git keeps it even so.`,
    }
  const address = INTERNAL_ADDRESS.exec(text)
  if (address)
    yield {
      at: place(address.index, address[0].length),
      severity: 'warning',
      message: `Unexpected internal address \`${address[0]}\` in a public text, expected none.`,
      help: 'Customers cannot reach it; say what it means for them.',
    }
  const record = RECORD_ID.exec(text)
  if (record)
    yield {
      at: place(record.index, record[0].length),
      severity: 'warning',
      message: `Unexpected internal id \`${record[0]}\` in a public text, expected none.`,
      help: 'Say what happened instead.',
    }
  for (const { phrase, value, at: from } of names.search(text.toLowerCase())) {
    yield {
      at: place(from, phrase.length),
      severity: 'warning',
      message: `Unexpected name of the unpublished service \`${value}\` in a public text, expected a public one.`,
      help: 'Name what customers know it by.',
    }
    break
  }
}

/** Names and ids of services that aren't on the status page, save those that are also a public one's. */
function unpublishedNames({ services }: Catalog): PhraseIndex<string> {
  const published = services
    .flatMap((service) =>
      service.public ? [service.public.name, service.public.group ?? '', service.public.description ?? ''] : [],
    )
    .join('\n')
    .toLowerCase()
  const names = services
    .filter((service) => !service.public)
    .flatMap(({ id, name }) => [...new Set([id.toLowerCase(), name.toLowerCase()])].map((text) => [text, id] as const))
  return phraseIndex(
    names.filter(([name]) => !published.includes(name)),
    4,
  )
}

function* unpublishedComponents(catalog: Catalog): Generator<Finding> {
  const hidden = new Set(catalog.services.filter((service) => !service.public).map(({ id }) => id))
  for (const { updates } of [...catalog.changes, ...catalog.incidents, ...catalog.salvaged])
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
