import type { APIRoute, InferGetStaticPropsType } from 'astro'
import { badge } from '#export/badge'
import { status } from '../../data'
import { home } from '../../language'

export const getStaticPaths = () =>
  status.components.map((component) => ({ params: { service: component.id }, props: { component } }))

const { words, fill, longTime } = home

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { component } }) => {
  const message = words.state[component.status]
  const title = `${component.name}: ${message}. ${fill(words.as_of, { time: longTime(status.now) })}`
  return new Response(badge({ label: component.name, message, tone: component.status, title }), {
    headers: { 'content-type': 'image/svg+xml' },
  })
}
