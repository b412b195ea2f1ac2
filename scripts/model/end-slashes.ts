/** An address without the slashes that it ends in. Not by a pattern, which would begin anew at each slash within. */
export function withoutEndSlashes(address: string): string {
  let length = address.length
  while (address[length - 1] === '/') length--
  return address.slice(0, length)
}
