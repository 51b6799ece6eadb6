import { BlockList, isIPv4 } from 'node:net'

/** IPv4 that is no public server: IANA's special-purpose registry, and Azure's metadata server. */
const NOT_PUBLIC_4: [string, number][] = [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // shared by a provider's customers
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16], // link-local, cloud metadata
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]

/** Within 2000::/3, the only part of IPv6 that is public; some of these hold an IPv4 address. */
const NOT_PUBLIC_6: [string, number][] = [
  ['2001::', 23], // protocols, Teredo
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20],
]

const notPublic = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_4) notPublic.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of NOT_PUBLIC_6) notPublic.addSubnet(net, prefix, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an IP address can be a stranger's public server. IPv6 is judged by what it may
 * be, not by what it may not: mapped, translated (NAT64), private and local forms are
 * all outside 2000::/3.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4')
  if (address.includes('%')) return false
  return global6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}
