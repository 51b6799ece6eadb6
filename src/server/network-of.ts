/**
 * The name a rate is kept under: an IPv4 address itself, of an IPv6 address its first 64 bits.
 * One line at home is given all addresses below those, so whoever counts single ones counts nobody.
 */
export function networkOf(address: string): string {
  const [ip] = address.split('%', 1)
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped) return mapped[1]
  if (!ip.includes(':')) return ip
  const [head, tail] = ip.split('::') as [string, string | undefined]
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const left = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(Math.max(0, left)).fill('0'), ...after]
  const short = groups.slice(0, 4).map(group => Number.parseInt(group, 16).toString(16))
  return `${short.join(':')}::/64`
}

/** An IPv4 address at the end stands for two groups, and is never among the first four. */
function groupsOf(text: string): string[] {
  return text.split(':').flatMap(group => (group.includes('.') ? ['0', '0'] : group || []))
}
