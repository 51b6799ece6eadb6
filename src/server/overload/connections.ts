import type { Server, ServerResponse } from 'node:http'
import { BlockList, isIPv6, type Socket } from 'node:net'

const MOST = 10_000
/** Of one stranger's address; a telephone company puts hundreds of people behind one. */
const MOST_PER_ADDRESS = 256
/** Requests sent ahead of their answers over one connection. Nobody honest sends more. */
const MOST_AHEAD = 64

/**
 * How many connections there may be, in all and from one address, and how many requests
 * are under way on each. A shop's reverse path stands on this machine or its own network
 * and speaks for everybody: only the bound for all holds for it.
 */
export class Connections {
  readonly #perAddress = new Map<string, number>()
  readonly #ahead = new WeakMap<Socket, number>()
  readonly #mostPerAddress: number
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

  #end(socket: Socket): void {
    const ahead = this.#ahead.get(socket) ?? 0
    if (ahead === 0) return // the connection went first, and took its requests along
    this.#ahead.set(socket, ahead - 1)
    this.inFlight--
  }

  #meet(socket: Socket): void {
    const address = strangerOf(socket.remoteAddress)
    if (address !== undefined && !this.#welcome(address)) return void socket.destroy()
    socket.once('close', () => {
      this.inFlight -= this.#ahead.get(socket) ?? 0
      this.#ahead.delete(socket)
      if (address !== undefined) this.#part(address)
    })
  }

  #welcome(address: string): boolean {
    const count = (this.#perAddress.get(address) ?? 0) + 1
    if (count > this.#mostPerAddress) return false
    this.#perAddress.set(address, count)
    return true
  }

  #part(address: string): void {
    const left = (this.#perAddress.get(address) ?? 1) - 1
    if (left === 0) this.#perAddress.delete(address)
    else this.#perAddress.set(address, left)
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
