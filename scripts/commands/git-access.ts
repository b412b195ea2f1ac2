import type { Access } from '#io/git/remote'

/** What a workflow's token may be used for; elsewhere git knows how its user reaches the server. */
export function accessOf(env: NodeJS.ProcessEnv): Access | null {
  const { GITHUB_ACTIONS: inActions, GITHUB_TOKEN: token, GITHUB_SERVER_URL: server } = env
  return inActions === 'true' && token ? { server: server || 'https://github.com', token } : null
}
