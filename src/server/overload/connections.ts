import type { Server, ServerResponse } from 'node:http'
import { BlockList, isIPv6, type Socket } from 'node:net'

const MOST = 10_000
/** Of one stranger's address; a telephone company puts hundreds of people behind one. */
const MOST_PER_ADDRESS = 256
/** Requests sent ahead of their answers over one connection. Nobody honest sends more. */
const MOST_AHEAD = 64

/** How often the lists are rid of connections that are gone. */
const TIDY_MS = 1_000

/**
 * How many connections there may be, in all and from one address, and how many requests
 * are under way on each. A shop's reverse path stands on this machine or its own network
 * and speaks for everybody: only the bound for all holds for it.
 *
 * Which connections are gone is looked up, not listened to: with a listener more for the
 * end of each connection, Node's own work at each request leaves that request, its answer
 * and all they hold in old memory. At 3,000 requests/s that was 12 MB/s, and a full
 * collection every five seconds.
 */
export class Connections {
  readonly #bySender = new Map<string, Socket[]>()
  /** Requests under way, of connections that have any. */
  readonly #ahead = new Map<Socket, number>()
  readonly #mostPerAddress: number
  #tidyAt = 0
  /** Requests that were begun and not answered. */
  inFlight = 0

  constructor(mostPerAddress = MOST_PER_ADDRESS) {
    this.#mostPerAddress = mostPerAddress
  }

  watch(server: Server): void {
    server.maxConnections = MOST
    server.on('connection', socket => this.#meet(socket))
  }

  /** False when this connection has sent too far ahead of its answers: it was cut. */
  begin(socket: Socket, response: ServerResponse): boolean {
    const ahead = (this.#ahead.get(socket) ?? 0) + 1
    if (ahead > MOST_AHEAD) {
      socket.destroy()
      return false
    }
    this.#ahead.set(socket, ahead)
    this.inFlight++
    response.once('close', () => this.#end(socket))
    return true
  }

  /** To be called now and then: a connection that is gone took its requests along. */
  sweep(nowMs: number): void {
    for (const [socket, ahead] of this.#ahead) if (socket.destroyed) this.#forget(socket, ahead)
    if (nowMs < this.#tidyAt) return
    this.#tidyAt = nowMs + TIDY_MS
    for (const address of this.#bySender.keys()) this.#openOf(address)
  }

  #end(socket: Socket): void {
    const ahead = this.#ahead.get(socket)
    if (ahead === undefined) return
    if (ahead === 1) this.#ahead.delete(socket)
    else this.#ahead.set(socket, ahead - 1)
    this.inFlight--
  }

  #forget(socket: Socket, ahead: number): void {
    this.#ahead.delete(socket)
    this.inFlight -= ahead
  }

  #meet(socket: Socket): void {
    const address = strangerOf(socket.remoteAddress)
    if (address === undefined) return
    const open = this.#openOf(address)
    if (open.length >= this.#mostPerAddress) socket.destroy()
    else this.#bySender.set(address, [...open, socket])
  }

  #openOf(address: string): Socket[] {
    const open = (this.#bySender.get(address) ?? []).filter(socket => !socket.destroyed)
    if (open.length > 0) this.#bySender.set(address, open)
    else this.#bySender.delete(address)
    return open
  }
}

/** Undefined for neighbours. One line at home has 2^64 addresses of version 6: its network stands for it. */
export function strangerOf(remote: string | undefined): string | undefined {
  if (remote === undefined) return undefined
  const address = remote.replace(/^::ffff:(?=\d+\.)/, '')
  if (NEIGHBOURS.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return undefined
  return isIPv6(address) ? networkOf(address) : address
}

/** The first four groups of eight, with the zeros that `::` stands for. */
function networkOf(address: string): string {
  const [before, after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}

const NEIGHBOURS = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  NEIGHBOURS.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  NEIGHBOURS.addSubnet(network, prefix, 'ipv6')
}
