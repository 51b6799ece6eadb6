import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '../store/ports.ts'
import { alone } from './alone.ts'
import { writePrivateFile } from './private-file.ts'

/**
 * Who is calling. A public key (`pk_`) stands in every page of the shop and may
 * only write events and read decisions for its own visitor; a server key (`sk_`)
 * speaks for the shop and is kept as a hash. Two server keys live at a time, so
 * that one can be replaced without a gap. A run key is a server key that
 * `run.json` hands to commands on the same machine; it changes at every start.
 */
export const SCOPES = ['events', 'decisions', 'catalogue', 'read', 'rules', 'privacy'] as const
export type Scope = (typeof SCOPES)[number]

export interface Caller {
  kind: 'public' | 'server'
  /** Hash of the key, cut: a name for limits and logs that is not the key. */
  name: string
  scopes: readonly Scope[]
}

interface KeptKey {
  hash: string
  scopes: Scope[]
  madeAt: number
  /** ms; from then on it opens nothing. */
  endsAt?: number
}

/** A server key that opens, without the key. */
export interface LiveKey {
  name: string
  scopes: readonly Scope[]
  madeAt: number
  endsAt?: number
  /** Since this process started. */
  usedAt?: number
}

interface KeysFile {
  public: string
  server: KeptKey[]
  run: KeptKey[]
  /** 64 hex digits, see `nameSecret`. */
  names: string
}

/** The shop's `nameSecret`, for whoever only reads its folder; undefined when there is none. */
export function nameSecretIn(folder: string): string | undefined {
  return readKeys(join(folder, 'keys.json'))?.names
}

export class Keys {
  readonly #path: string
  readonly #env: Env
  #kept: KeysFile
  #changedMs: number
  readonly #publicCaller: Caller
  readonly #usedAt = new Map<string, number>()
  /** The server key made at the first start, in plain: shown once, never stored. */
  readonly firstServerKey?: string

  constructor(folder: string, env: Env) {
    this.#path = join(folder, 'keys.json')
    this.#env = env
    const found = readKeys(this.#path)
    const names = found?.names ?? Buffer.from(env.random(32)).toString('hex')
    if (found) {
      this.#kept = { ...found, names }
      if (found.names === undefined) writePrivateFile(this.#path, this.#kept)
    } else {
      this.#kept = { public: makeKey('pk_', env), server: [], run: [], names }
      this.firstServerKey = this.rotate()
    }
    this.#changedMs = statSync(this.#path).mtimeMs
    const name = nameOf(hashOf(this.#kept.public))
    this.#publicCaller = { kind: 'public', name, scopes: ['events', 'decisions', 'privacy'] }
  }

  get publicKey(): string {
    return this.#kept.public
  }

  /**
   * What the shop's own names of its visitors are hashed with. It is not in the log, so that
   * the log alone does not tell who is in it; who moves a shop takes `keys.json` along.
   */
  get nameSecret(): string {
    return this.#kept.names
  }

  /** A new server key, in plain; the older of the two that lived before is dead. */
  rotate(scopes: Scope[] = [...SCOPES]): string {
    return this.#make('server', scopes)
  }

  /** Server keys that open now, the newest first. */
  live(): LiveKey[] {
    this.#reread()
    return this.#kept.server.filter(this.#opens).map(({ hash, scopes, madeAt, endsAt }) => {
      const name = nameOf(hash)
      return { name, scopes, madeAt, endsAt, usedAt: this.#usedAt.get(name) }
    })
  }

  /**
   * A new server key beside the one there is, which opens until it ends: whoever sends with the
   * old one has that long to take the new one, and nothing is turned away meanwhile.
   */
  begin(scopes: Scope[], oldEndsAt: number): string {
    for (const { name, endsAt = Infinity } of this.live())
      this.end(name, Math.min(endsAt, oldEndsAt))
    return this.#make('server', scopes)
  }

  /** From `at` on this key opens nothing; false when there is none of this name. */
  end(name: string, at: number): boolean {
    return this.#alone(() => {
      if (!this.live().some(key => key.name === name)) return false
      const server = this.#kept.server.map(kept =>
        nameOf(kept.hash) === name ? { ...kept, endsAt: at } : kept,
      )
      this.#write({ ...this.#kept, server })
      return true
    })
  }

  /** The key for `run.json`: the one of a run that crashed if it still opens all doors, else a new one. */
  runKey(previous?: string): string {
    const kept = previous === undefined ? undefined : this.#find(this.#kept.run, previous)
    const opensAll = SCOPES.every(scope => kept?.scopes.includes(scope))
    return previous !== undefined && opensAll ? previous : this.#make('run', [...SCOPES])
  }

  /** Undefined when the key is not ours. */
  recognise(key: string): Caller | undefined {
    if (key === this.#kept.public) return this.#publicCaller // it stands in every page: nothing to hide
    if (!key.startsWith('sk_')) return undefined
    return this.#serverCaller(key) ?? (this.#reread() ? this.#serverCaller(key) : undefined)
  }

  #serverCaller(key: string): Caller | undefined {
    const kept = this.#find(this.#kept.server, key) ?? this.#find(this.#kept.run, key)
    if (!kept || !this.#opens(kept)) return undefined
    const name = nameOf(kept.hash)
    this.#usedAt.set(name, this.#env.now())
    return { kind: 'server', name, scopes: kept.scopes }
  }

  #find(list: readonly KeptKey[], key: string): KeptKey | undefined {
    const hash = Buffer.from(hashOf(key), 'hex')
    return list.find(kept => timingSafeEqual(Buffer.from(kept.hash, 'hex'), hash))
  }

  #make(list: 'server' | 'run', scopes: Scope[]): string {
    const key = makeKey('sk_', this.#env)
    const kept = { hash: hashOf(key), scopes, madeAt: this.#env.now() }
    this.#alone(() => {
      const others = this.#kept[list].filter(this.#opens)
      this.#write({ ...this.#kept, [list]: [kept, ...others].slice(0, 2) })
    })
    return key
  }

  /** On what the file says now, while no other process changes it. */
  #alone<T>(act: () => T): T {
    return alone(this.#path, () => {
      this.#reread()
      return act()
    })
  }

  readonly #opens = ({ endsAt = Infinity }: KeptKey) => endsAt > this.#env.now()

  #write(kept: KeysFile): void {
    writePrivateFile(this.#path, kept)
    this.#kept = kept
    this.#changedMs = statSync(this.#path).mtimeMs
  }

  /** True when another process (`vitrine keys`) has written the file since we read it. */
  #reread(): boolean {
    const changedMs = statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs
    if (changedMs === undefined || changedMs === this.#changedMs) return false
    this.#changedMs = changedMs
    try {
      this.#kept = { ...this.#kept, ...readKeys(this.#path) }
    } catch {
      return false // the keys we know stay good
    }
    return true
  }
}

function readKeys(path: string): FoundKeys | undefined {
  try {
    const keys: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (isKeysFile(keys)) return keys
    throw new Error('it holds no keys')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(
      `${path} cannot be read (${(error as Error).message}): put a copy back, or move it aside and new keys will be made`,
      { cause: error },
    )
  }
}

/** Files of before there was a secret for names have none: it is added. */
type FoundKeys = Omit<KeysFile, 'names'> & Partial<KeysFile>

function isKeysFile(value: unknown): value is FoundKeys {
  const { public: open, server, run, names } = (value ?? {}) as Partial<KeysFile>
  const isNamed = names === undefined || /^[0-9a-f]{64}$/.test(names)
  return /^pk_\w+$/.test(String(open)) && isList(server) && isList(run) && isNamed
}

function isList(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every(kept => /^[0-9a-f]{64}$/.test(kept?.hash) && Array.isArray(kept.scopes))
  )
}

/** In a time that does not tell how much of it was right. */
export function isSame(key: string, ours: string): boolean {
  const [a, b] = [Buffer.from(key), Buffer.from(ours)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Says which key it is in logs and lists, and opens nothing. */
function nameOf(hash: string): string {
  return hash.slice(0, 12)
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 32 characters of base 62, 190 bits. Bytes above 247 are drawn again, or some letters would come more often. */
function makeKey(prefix: 'pk_' | 'sk_', env: Env): string {
  let text: string = prefix
  while (text.length < prefix.length + 32) {
    for (const byte of env.random(32)) {
      if (byte < 248 && text.length < prefix.length + 32) text += BASE62[byte % 62]
    }
  }
  return text
}
