import { opsCalendarFile } from '#export/ops-calendar'
import { entriesOfTeam } from '#model/ops-calendar'
import type { Team } from '#model/team'
import { calendar, links, ops } from '../../../data'

export const getStaticPaths = () =>
  [...links.teams.values()].map((team) => ({ params: { id: team.id }, props: { team } }))

export const GET = ({ props: { team } }: { props: { team: Team } }) =>
  new Response(opsCalendarFile(ops, entriesOfTeam(calendar, team.id), team.name), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
