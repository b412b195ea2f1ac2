import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/*
 * Addresses that are asked for what strangers have written: only those that the whole world can ask. Nothing in a record
 * may have us knock at what listens beside us.
 */

/** https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry */
const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  // Of no registry: Azure's machines, GitHub's runners among them, reach what manages them by it.
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')
/** What is routed at all in IPv6; in it, what leads back into IPv4 or is for examples. */
const ROUTED = new BlockList()
ROUTED.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** Whether an IP address is one that the whole world can ask. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !PRIVATE.check(address, 'ipv4')
  return family === 6 && ROUTED.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6')
}

/** A name that is no public address: the connection to it is never opened. */
export class PrivateAddressError extends Error {}

/** What names are looked up with: all addresses of one. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** Looks a name up for a connection, and refuses it unless all of its addresses are public: what is checked is what is dialled. */
export const publicLookup =
  (isPublic: (address: string) => boolean, resolve: Resolve = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const refused = addresses?.some(({ address }) => !isPublic(address))
      const [first] = addresses ?? []
      if (error || !first) callback(error ?? new Error(`No address of ${hostname}.`), '', 4)
      else if (refused) callback(new PrivateAddressError(`${hostname} is no public address.`), '', 4)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

/**
 * What the connection to an address looks its name up with. A host that is written out in digits is never looked up, so it
 * is judged here: one that isn't public throws a `PrivateAddressError`.
 */
export function guardedLookup(url: URL, isPublic: (address: string) => boolean, resolve?: Resolve): LookupFunction {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublic(host)) throw new PrivateAddressError(`${host} is not public.`)
  return publicLookup(isPublic, resolve)
}
