import { defineRule } from './rule.ts'

export default defineRule({
  name: 'channel-components',
  severity: 'error',
  scope: 'record',
  doc: 'What a channel of `notify` wants to hear of is public: of anything else it is told nothing, and nobody would notice.',
  *check({ catalog: { services, site } }) {
    const hidden = new Map(services.flatMap((one) => (one.public ? [] : [[one.id, one] as const])))
    for (const [i, { components = [] }] of site.notify.entries())
      for (const [k, id] of components.entries()) {
        const service = hidden.get(id)
        if (!service) continue
        yield {
          at: { file: 'site.yaml', path: ['notify', i, 'components', k] },
          message: `Unexpected component \`${id}\`, expected a service with a \`public:\` block.`,
          help: 'Take it out, or give it one: as it is, this channel never hears of it.',
          related: [{ at: { file: service.file, path: [] }, message: 'The service stands here.' }],
        }
      }
  },
})
