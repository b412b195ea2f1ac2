import type { Ops } from '../index.ts'
import { byName } from '../list.ts'
import { refer, type PageReference } from '../reference.ts'
import type { Service } from '#model/records/service'
import type { Team } from '#model/records/team'

/** The calendars that one of them leads to, all of which have a page. */
export interface Neighbours {
  teams: PageReference[]
  services: PageReference[]
}

/** Every team and service, by name. Only the months lead to all: they are few, however many services there are. */
export const allCalendars = ({ links }: Ops): Neighbours => ({
  teams: byName(links.teams.values()).map((team) => refer('team', team.id, team)),
  services: byName(links.services.values()).map((service) => refer('service', service.id, service)),
})

/** A team and its services. */
export const calendarsOfTeam = ({ links }: Ops, team: Team): Neighbours => ({
  teams: [refer('team', team.id, team)],
  services: byName(links.servicesOfTeam.get(team.id) ?? []).map((service) => refer('service', service.id, service)),
})

/** A service and the team that owns it, where that is known. */
export const calendarsOfService = ({ links }: Ops, service: Service): Neighbours => {
  const team = links.teams.get(service.team)
  return {
    teams: team ? [refer('team', team.id, team)] : [],
    services: [refer('service', service.id, service)],
  }
}
