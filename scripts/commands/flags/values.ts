import { InvalidArgumentError, Option } from 'commander'
import { changeId, incidentId } from '#model/records/field'
import { meantRecord } from '#model/records/meant-id'
import { SEVERITIES, type Incident } from '#model/records/incident'

/** Reads a flag by a parser of the model, whose error says what was expected. */
export const by =
  <T>(parse: (text: string) => T | { error: string }) =>
  (text: string): T => {
    const value = parse(text)
    if (typeof value === 'object' && value !== null && 'error' in value) throw new InvalidArgumentError(value.error)
    return value
  }

/** Some words. */
export const someText = by((text) => (text.trim() === '' ? { error: 'Expected some words.' } : text))

/** A remote of the clone, by its name: an address would be taken for one by git, and a word that begins with `-` for a flag. */
export const remoteFlag = (): Option =>
  new Option('--remote <name>', 'the remote of the clone that is pushed to (default: origin)').argParser(
    by((text) => (/^\w[\w./-]*$/.test(text) ? text : { error: 'Expected the name of a remote, such as upstream.' })),
  )

/** The id of a change, as it is meant, `chg-2026-451`: at night nobody should have to type it twice. */
export const anId = by((text) => {
  const id = meantRecord(text) ?? text.trim()
  return changeId.safeParse(id).success ? id : { error: 'Expected the id of a change, such as CHG-2026-0451.' }
})

/** The id of an incident, read as forgivingly. */
export const readIncidentId = (text: string): string | { error: string } => {
  const id = meantRecord(text) ?? text.trim()
  return incidentId.safeParse(id).success ? id : { error: 'Expected the id of an incident, such as INC-2026-0031.' }
}

/** A severity, also as it is said: `sev-2`, `SEV2`, `2`. */
export const aSeverity = by((text): Incident['severity'] | { error: string } => {
  const [, digit] = /^(?:sev[- ]?)?([1-4])$/i.exec(text.trim()) ?? []
  return SEVERITIES.find((one) => one === `SEV-${digit}`) ?? { error: `Expected one of ${SEVERITIES.join(', ')}.` }
})

/** `name=value`, added to those before. */
export function settings(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^\s*([^=\s]+)\s*=([^]*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('Expected a name and a value, such as --set name=checkout.')
  return Object.fromEntries([...Object.entries(before), [name, value]])
}
