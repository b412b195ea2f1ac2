import type { NewsEvent } from '#model/notify/event'
import { OWED_DAYS } from '#model/notify/plan'
import { eventsById } from '#model/preview/texts'
import type { PublicCatalog } from '#model/publish/public'
import { formatInstant, type Instant } from '#model/time'
import { code, plain } from '#report/gate/escape'
import type { ChannelOutlet } from './outlets.ts'
import type { Outcome } from './run.ts'

/** How one channel stands after a run. */
export interface ChannelTold {
  channel: string
  sent: ToldEvent[]
  /** In order, each since when. */
  owed: (ToldEvent & { since: Instant })[]
  /** Given up. */
  dropped: ToldEvent[]
  /** Why something is owed; null where nothing is. */
  why: string | null
}

export interface ToldEvent {
  id: string
  kind: string
  about: string
  /** The public id, or a component's. */
  of: string
  title: string
  at: Instant
}

/** What a run, or a plan that isn't carried out, came to for each channel. */
export function channelsTold(
  outcome: Pick<Outcome, 'plan' | 'page' | 'ahead' | 'deliveries'> & Partial<Pick<Outcome, 'refused'>>,
  outlets: readonly ChannelOutlet[],
): ChannelTold[] {
  const { plan, page, ahead, deliveries, refused = null } = outcome
  const otherwise = refused === null ? 'it was not its turn' : `nobody was sent anything: ${refused}`
  const titles = titlesOf(page)
  const tell = ({ id, kind, about, of, at }: NewsEvent): ToldEvent => ({ id, kind, about, of, title: titles(of), at })
  return outlets.map(({ key, unset }) => {
    const delivery = deliveries.find((one) => one.key === key)
    const sent = new Set(delivery?.sent.map(({ id }) => id))
    const since = new Map(plan.ledger.channels.get(key)?.owed.map((one) => [one.id, one.since]))
    const owed = (plan.queues.get(key) ?? []).filter(({ id }) => !sent.has(id))
    if (ahead.includes(key)) return { channel: key, sent: [], owed: [], dropped: [], why: AHEAD }
    const why =
      unset.length > 0 ? `${unset.join(' and ')} ${unset.length > 1 ? 'are' : 'is'} not set` : delivery?.failed[0]?.why
    return {
      channel: key,
      sent: (delivery?.sent ?? []).map(tell),
      owed: owed.map((event) => ({ ...tell(event), since: since.get(event.id) ?? page.now })),
      dropped: plan.dropped.filter((one) => one.key === key).map(({ event }) => tell(event)),
      why: owed.length === 0 && unset.length === 0 ? null : (why ?? otherwise),
    }
  })
}

const AHEAD =
  'the ledger says that it was told of a commit that is not on the default branch; somebody else may have written it. Nothing was sent'

function titlesOf(page: PublicCatalog): (of: string) => string {
  const events = eventsById(page)
  const names = new Map(page.components.map(({ id, name }) => [`component:${id}`, name]))
  return (of) => events.get(of)?.updates.findLast(({ title }) => title !== undefined)?.title ?? names.get(of) ?? of
}

/** For the log, a line each. */
export function textOf(channels: readonly ChannelTold[], dry: boolean): string {
  // Of a component there is but one kind of notice: how it is.
  const line = ({ kind, about, title, id }: ToldEvent) =>
    `  ${about} ${kind === about ? 'state' : kind}: ${title.replaceAll(/\s+/g, ' ')}  ${id}`
  return channels
    .map(({ channel, sent, owed, dropped, why }) =>
      [
        dry
          ? `${channel}: ${count(owed.length)} would go out${why !== null && owed.length === 0 ? ` (${why})` : ''}`
          : `${channel}: ${count(sent.length)} sent${owed.length > 0 ? `, ${owed.length} owed since ${formatInstant(oldest(owed))}` : ''}${why === null ? '' : `: ${why}`}`,
        ...[...sent, ...(dry ? owed : [])].map(line),
        ...(dry ? [] : owed.map((event) => `  owed: ${line(event).trim()}`)),
        ...dropped.map((event) => `  given up after ${OWED_DAYS} days, or for too many: ${line(event).trim()}`),
      ].join('\n'),
    )
    .map((part) => `${part}\n`)
    .join('')
}

/** For the job's summary: what is owed, and why; `notes`: what else is to be said of the run. */
export function markdownOf(channels: readonly ChannelTold[], notes: readonly string[] = []): string {
  const sent = channels.reduce((sum, one) => sum + one.sent.length, 0)
  const behind = channels.filter(({ owed, dropped, why }) => owed.length > 0 || dropped.length > 0 || why !== null)
  return [
    '## Told to subscribers\n',
    `${count(sent)} sent to ${channels.filter((one) => one.sent.length > 0).length} of ${channels.length} channels.\n`,
    ...notes.map((note) => `${plain(note)}\n`),
    ...(behind.length === 0 ? [] : ['| channel | owed | since | given up | why |', '| --- | --- | --- | --- | --- |']),
    ...behind.map(
      ({ channel, owed, dropped, why }) =>
        `| ${code(channel)} | ${owed.length} | ${owed.length > 0 ? formatInstant(oldest(owed)) : ''} | ${dropped.length || ''} | ${plain(why ?? '')} |`,
    ),
    '',
  ].join('\n')
}

const oldest = (owed: readonly { since: Instant }[]): Instant => Math.min(...owed.map(({ since }) => since))
const count = (messages: number) => (messages === 1 ? '1 message' : `${messages} messages`)

/** For programs. */
export const jsonOf = (channels: readonly ChannelTold[]): string =>
  `${JSON.stringify(
    {
      channels: channels.map(({ channel, sent, owed, dropped, why }) => ({
        channel,
        sent: sent.map(written),
        owed: owed.map((one) => ({ ...written(one), since: formatInstant(one.since) })),
        dropped: dropped.map(written),
        why,
      })),
    },
    null,
    2,
  )}\n`

const written = ({ at, id, kind, about, of, title }: ToldEvent) => ({
  id,
  kind,
  about,
  of,
  title,
  at: formatInstant(at),
})
