/** `owner/name` of a repository by its address on a server, as git or a browser has it; null: it is elsewhere. */
export function repositoryName(address: string, server: string): string | null {
  const [, host, path = ''] = /^(?:\w+:\/\/(?:[^@/]*@)?|[^@/\s]+@)([^/:]+)(?::\d+)?[/:](.*)$/.exec(address) ?? []
  if (host?.toLowerCase() !== new URL(server).hostname) return null
  return /^([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path)?.[1] ?? null
}
