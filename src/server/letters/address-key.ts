import { namedKey } from '../../core/visitor-key.ts'
import { isAddress } from '../../schema/wish.ts'

const PREFIX = 'wish:'

/** The keyed hash an address is known by: so nobody finds it who only reads the log. */
export function addressKey(email: string, secret: string): string {
  return namedKey(`${PREFIX}${email.toLowerCase()}`, secret)
}

/** The same of an address that a visitor's name is, or tells as `wish:ada@example.org`. */
export function addressKeyIn(name: string, secret: string): string | undefined {
  const email = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name
  return isAddress(email) ? addressKey(email, secret) : undefined
}
