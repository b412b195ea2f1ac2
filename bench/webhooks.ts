import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { measure, type Run } from './measure.ts'
import { withOrigin } from './origin.ts'

/** One incident of which nobody was told yet, and so many webhooks that are to hear of it. */
const content = (webhooks: number): Map<string, string> =>
  new Map([
    [
      'site.yaml',
      `name: Bench\nurl: https://status.bench.example\nnotify:\n${Array.from({ length: webhooks }, (_, i) => `  - {kind: webhook, url_env: HOOK_${i}, secret_env: SECRET, allow_private: true}\n`).join('')}`,
    ],
    ['teams/core.yaml', 'name: Core\nmembers: [ana]\n'],
    ['services/shop.yaml', 'name: Shop\nteam: core\ntier: 1\npublic: {name: Shop}\n'],
    [
      'incidents/2026/INC-2026-0001/index.md',
      '---\nid: INC-2026-0001\ntitle: The disk is full\nseverity: SEV-1\nservices: [shop]\nstarted: 2026-03-01T10:00:00Z\n---\n## Timeline\n',
    ],
    [
      'incidents/2026/INC-2026-0001/public/20260301T100500Z.md',
      '---\nstate: investigating\ntitle: Shop is down\ncomponents: {shop: major_outage}\n---\nWe are looking into it.\n',
    ],
  ])

/** What it takes to tell them, and how often one of them was told at a time. */
export const telling = (webhooks: number): Promise<Run & { told: number; most: number }> =>
  withOrigin(content(webhooks), async ({ clone }) => {
    const told = new Set<string>()
    let [under, most] = [0, 0]
    const server = createServer((request, response) => {
      most = Math.max(most, ++under)
      request.resume().on('end', () =>
        // As one that is some way off.
        setTimeout(() => {
          under -= 1
          told.add(request.url ?? '')
          response.end('ok')
        }, 50),
      )
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    process.env['SECRET'] = `whsec_${Buffer.from('a secret of this run alone').toString('base64')}`
    for (let i = 0; i < webhooks; i++) process.env[`HOOK_${i}`] = `http://127.0.0.1:${port}/${i}`
    try {
      const run = await measure('notify', '--content', join(clone('home'), 'content'), '--now', '2026-03-01T10:10:00Z')
      return { ...run, told: told.size, most }
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
