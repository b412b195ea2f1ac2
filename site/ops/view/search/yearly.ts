import type { Change } from '#model/records/change'
import type { Incident } from '#model/records/incident'
import type { Ops } from '../index.ts'
import { pageOf, titleInList } from '../reference.ts'
import { changeState, incidentState } from '../state.ts'
import { referUnread } from '../unread.ts'
import { said, servicesWords, teamName, type SearchRecord } from './record.ts'

/*
 * What grows with the years, as the index takes it: incidents and changes, the broken ones too, newest first.
 */

export const incidentRecords = (ops: Ops): SearchRecord[] => [
  ...[...ops.links.incidents.values(), ...ops.broken.incidents].map((one) => incidentRecord(ops, one)),
  ...unreadRecords(ops, 'incident'),
]

export const changeRecords = (ops: Ops): SearchRecord[] => [
  ...[...ops.links.changes.values(), ...ops.broken.changes].map((one) => changeRecord(ops, one)),
  ...unreadRecords(ops, 'change'),
]

const incidentRecord = (ops: Ops, one: Incident): SearchRecord => ({
  kind: 'incident',
  id: one.id,
  title: titleInList(one.title),
  page: pageOf('incident', one.id),
  state: incidentState(one, ops.now),
  owner: one.roles.commander ?? null,
  names: one.alerts,
  around: [...servicesWords(ops, one.services), one.severity, ...Object.values(one.roles).flatMap(words)],
  texts: said(
    one.body.markdown,
    one.postmortem?.markdown,
    ...(one.updates ?? []).flatMap(({ title, body }) => [title, body.markdown]),
    ...one.actions.map(({ title }) => title),
  ),
})

const changeRecord = (ops: Ops, one: Change): SearchRecord => ({
  kind: 'change',
  id: one.id,
  title: titleInList(one.title),
  page: pageOf('change', one.id),
  state: changeState(one, ops.now),
  owner: one.implementer ?? teamName(ops, one.requester),
  names: one.labels ?? [],
  around: [...servicesWords(ops, one.services), ...said(one.requester, one.implementer, one.type, one.environment)],
  texts: said(one.body.markdown, ...(one.updates ?? []).flatMap(({ title, body }) => [title, body.markdown])),
})

const unreadRecords = (ops: Ops, kind: 'incident' | 'change'): SearchRecord[] =>
  ops.broken.unread
    .filter((one) => one.kind === kind)
    .map((one) => ({
      kind,
      id: one.id,
      title: referUnread(ops, one).title ?? one.id,
      page: pageOf(kind, one.id),
      state: { word: 'Can’t be read', tone: 'degraded_performance' },
      owner: null,
      names: [],
      around: [],
      texts: [...one.fields.map(({ text }) => text), one.body.markdown],
    }))

const words = (role: unknown): string[] => (typeof role === 'string' ? [role] : [])
