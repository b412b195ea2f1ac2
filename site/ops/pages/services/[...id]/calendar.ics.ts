import { opsCalendarFile } from '../../../view/calendar/ics.ts'
import { entriesOfService } from '../../../view/calendar/calendar.ts'
import type { Service } from '#model/records/service'
import { calendar, links, ops } from '../../../data'

export const getStaticPaths = () =>
  [...links.services.values()].map((service) => ({ params: { id: service.id }, props: { service } }))

export const GET = ({ props: { service } }: { props: { service: Service } }) =>
  new Response(opsCalendarFile(ops, entriesOfService(calendar, service.id), service.name), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
