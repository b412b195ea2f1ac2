/** `phone` and `call` are one, and so on: what a step asks for is often called otherwise where it is kept. */
const SAME_WAY: Readonly<Record<string, string>> = {
  call: 'phone',
  telephone: 'phone',
  tel: 'phone',
  mobile: 'phone',
  pager: 'page',
  slack: 'chat',
}

/** The one name of a way to reach somebody. */
export const wayOf = (name: string): string => SAME_WAY[name.toLowerCase()] ?? name.toLowerCase()

/** Whether a way to reach somebody is a telephone by its name. */
export const isPhone = (name: string): boolean => wayOf(name) === 'phone'
