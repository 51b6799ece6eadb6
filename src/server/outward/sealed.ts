import { hostAndPort, Refused } from '../../ingest/index.ts'

const OF_THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Keys of people and what they are interested in go with each call: not where whoever stands
 * between can read it, unless the operator vouches for the way.
 * @param allowed `host:port` the operator vouches for
 * @throws Refused `bad_url`
 */
export function requireSealed(url: URL, allowed: ReadonlySet<string>): void {
  if (url.protocol !== 'http:' || OF_THIS_MACHINE.test(url.hostname)) return
  const host = hostAndPort(url)
  if (allowed.has(host)) return
  const reason = `Over http anybody on the way can read what is sent: use https; if the way is yours, start the server with --allow-feed-host ${host}.`
  throw new Refused('url', 'bad_url', reason, { why: 'plain', host })
}
