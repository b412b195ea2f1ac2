import type { Alert, Recording } from '#model/records/alert'
import type { Collected } from './collected.ts'
import { readYaml } from './yaml-reader.ts'

/** What could be kept of rule files that can't be read whole. */
export interface KeptRules {
  alerts: Alert[]
  recordings: Recording[]
}

/** Adds them to what has been read. */
export function keepRules({ rules }: Pick<Collected, 'rules'>, { alerts, recordings }: KeptRules) {
  for (const one of alerts) rules.alerts.push(one)
  for (const one of recordings) rules.recordings.push(one)
}

/**
 * The rules of a document that is no rule file as it stands, each by itself: one with a mistake takes no other along, and
 * keeps its name, for who is paged has nothing else. A field of it that can't be read is left out.
 */
export function keptRules(data: unknown, file: string, document: number): KeptRules {
  const groups = listIn(fieldOf(data, 'groups') ?? fieldOf(fieldOf(data, 'spec'), 'groups'))
  return together(
    groups.flatMap((group, g) =>
      listIn(fieldOf(group, 'rules')).map((rule, r) =>
        keptRule(rule, textOf(fieldOf(group, 'name')) ?? '', {
          file,
          document,
          path: ['groups', g, 'rules', r, 'alert'],
        }),
      ),
    ),
  )
}

/** The same of a text that is no YAML: of each item of a list in it that is some, and a rule, or has rules in it. */
export function roughRules(text: string, file: string): KeptRules {
  const lines = text.split('\n')
  const found: KeptRules[] = []
  let left = MOST_READ * text.length
  for (let i = 0; i < lines.length && left > 0;) {
    const [indent] = /^[ \t]*(?=-[ \t])/.exec(lines[i] ?? '') ?? []
    if (indent === undefined) {
      i++
      continue
    }
    const end = endOfItem(lines, i, indent.length)
    const item = lines.slice(i, end).join('\n')
    left -= item.length
    const { data, problems } = readYaml('', item)
    const one: unknown = problems.length === 0 && Array.isArray(data[0]) ? data[0][0] : undefined
    const rules = listIn(fieldOf(one, 'rules'))
    const place = { file, document: 0, path: [] }
    found.push(...[one, ...rules].map((rule) => keptRule(rule, textOf(fieldOf(one, 'name')) ?? '', place)))
    // What is wrong in it may be wrong in one of those within it alone.
    i = one === undefined ? i + 1 : end
  }
  return together(found)
}

/** An item is read with all that it lies in, group and list: no more often than this. */
const MOST_READ = 8

function endOfItem(lines: readonly string[], from: number, indent: number): number {
  let end = from + 1
  while (end < lines.length && indentOf(lines[end] ?? '') > indent) end++
  return end
}

const indentOf = (line: string): number => (line.trim() === '' ? Infinity : line.length - line.trimStart().length)

type Place = Pick<Alert, 'file' | 'document' | 'path'>

function keptRule(rule: unknown, group: string, place: Place): KeptRules {
  const [name, record] = [textOf(fieldOf(rule, 'alert')), textOf(fieldOf(rule, 'record'))]
  const expr = (textOf(fieldOf(rule, 'expr')) ?? '').trim()
  const labels = textsIn(fieldOf(rule, 'labels'))
  if (name !== undefined && name !== '') {
    const annotations = textsIn(fieldOf(rule, 'annotations'))
    const { summary = annotations['description'], runbook_url } = annotations
    return {
      alerts: [
        {
          ...place,
          name,
          group,
          expr,
          for: textOf(fieldOf(rule, 'for')),
          keep_firing_for: textOf(fieldOf(rule, 'keep_firing_for')),
          labels,
          annotations,
          summary,
          severity: labels['severity'],
          runbook_url,
        },
      ],
      recordings: [],
    }
  }
  return { alerts: [], recordings: record && expr ? [{ name: record, expr, labels, file: place.file }] : [] }
}

const together = (all: readonly KeptRules[]): KeptRules => ({
  alerts: all.flatMap(({ alerts }) => alerts),
  recordings: all.flatMap(({ recordings }) => recordings),
})

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
const textsIn = (value: unknown): Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
      )
    : {}
