import { opsCalendarFile } from '../../../view/calendar/ics.ts'
import { entriesOfTeam } from '../../../view/calendar/calendar.ts'
import type { Team } from '#model/records/team'
import { calendar, links, ops } from '../../../data'

export const getStaticPaths = () =>
  [...links.teams.values()].map((team) => ({ params: { id: team.id }, props: { team } }))

export const GET = ({ props: { team } }: { props: { team: Team } }) =>
  new Response(opsCalendarFile(ops, entriesOfTeam(calendar, team.id), team.name), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
