export interface Person {
  name: string
  email: string
}

/** As a commit names somebody: without what would end a name or an address. Throws where nothing is left of the name. */
export function ident({ name, email }: Person): string {
  const [plain, address] = [name, email].map((text) => text.replaceAll(/[<>\n\0]/g, '').trim())
  if (!plain) throw new Error(`git keeps no name of <${address}>.`)
  return `${plain} <${address}>`
}
