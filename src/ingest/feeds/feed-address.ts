import { type LookupAddress, lookup } from 'node:dns'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { Refused } from '../refusals.ts'
import { isPublicAddress } from './public-address.ts'

/** All addresses of a host name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

/** An address that may be asked: the hosts it names were looked up, once, and each found fit. */
export interface Destination {
  url: URL
  addresses: LookupAddress[]
}

const PORTS = new Set(['', '80', '443'])
const ADVICE = 'if it is yours, start the server with --allow-feed-host'

/**
 * Judge where a feed is said to lie, and settle which machine that is.
 *
 * The connection then goes to the addresses found here and looks nothing up again: a
 * name that answers first with a public address and then with ours gains nothing.
 * @param allowed `host:port` that the operator vouches for, whatever its address and port
 * @throws Refused `bad_url`, `unreadable`
 */
export async function destinationOf(
  text: string,
  allowed: ReadonlySet<string>,
  resolve: Resolve = systemResolve,
): Promise<Destination> {
  const url = readUrl(text)
  const isAllowed = allowed.has(hostAndPort(url))
  if (!isAllowed && !PORTS.has(url.port)) {
    const reason = `Port ${url.port} is not asked: use 80 or 443; ${ADVICE} ${hostAndPort(url)}.`
    return refuse(reason, { why: 'port', port: url.port, host: hostAndPort(url) })
  }
  const addresses = await addressesOf(url, resolve)
  if (!isAllowed && !addresses.every(({ address }) => isPublicAddress(address))) {
    const reason = `${url.hostname} is not on the public internet, and is not asked: ${ADVICE} ${hostAndPort(url)}.`
    return refuse(reason, { why: 'private', name: url.hostname, host: hostAndPort(url) })
  }
  return { url, addresses }
}

/** `shop.example:443`, the port always told. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

function readUrl(text: string): URL {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return refuse('A feed address begins with https:// or http://.', { why: 'scheme' })
  }
  const url = new URL(text)
  if (url.username === '' && url.password === '') return url
  const reason = 'Leave user name and password out of the address: a key can stand in its query.'
  return refuse(reason, { why: 'password' })
}

/** `new URL` has already made one form of decimal, octal and hexadecimal addresses. */
async function addressesOf(url: URL, resolve: Resolve): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const found = await resolve(host).catch(() => [])
  if (found.length > 0) return found
  const reason = `No machine is called ${host}: check the address.`
  throw new Refused('url', 'unreadable', reason, { why: 'nobody', host })
}

const lookupAll = promisify(lookup)
const systemResolve: Resolve = host => lookupAll(host, { all: true })

function refuse(reason: string, params: Refused['params']): never {
  throw new Refused('url', 'bad_url', reason, params)
}
