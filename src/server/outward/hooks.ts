import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import type { HookWanted, WebhookEvent } from '../../schema/webhook.ts'
import type { Env } from '../../store/ports.ts'
import { writePrivateFile } from '../private-file.ts'
import { Problem } from '../problem.ts'
import { drawSecret } from './signature.ts'

const MOST = 10
/** As long as the one before goes on signing beside a new one. */
const OLD_SECRET_MS = DAY

export interface Hook {
  id: string
  url: string
  events: readonly WebhookEvent[]
  made: number
  /** Happenings of before are none of its business. */
  from: number
  secret: string
  old?: { secret: string; ends: number }
  offSince?: number
  /** Named by the operator at the start, who vouches for its address. */
  isFixed?: boolean
}

/**
 * Who is told: `webhooks.json` of the shop's folder, for this user only. Like keys and people it
 * is no part of the log, for a secret has to be able to go; that it changed is in the log.
 */
export class Hooks {
  readonly #path: string
  readonly #env: Env
  readonly #fixed: readonly Hook[]
  #hooks: Hook[]

  constructor(folder: string, env: Env, fixed?: { url: string; secret: string }) {
    this.#path = join(folder, 'webhooks.json')
    this.#env = env
    this.#hooks = readHooks(this.#path)
    const events = ['wish.back_in_stock'] as const
    this.#fixed = fixed ? [{ ...fixed, id: 'serve', events, made: 0, from: 0, isFixed: true }] : []
  }

  all(): readonly Hook[] {
    return [...this.#fixed, ...this.#hooks]
  }

  /** @throws Problem 404 */
  get(id: string): Hook {
    const hook = this.all().find(each => each.id === id)
    if (hook === undefined) throw unknownHook()
    return hook
  }

  /** One that may be added, under a new id. @throws Problem when nobody more may be told, or there */
  drafted({ url, events }: HookWanted, from: number): Hook {
    if (!URL.canParse(url)) throw noAddress()
    if (this.#hooks.length >= MOST) throw tooMany()
    const made = this.#env.now()
    const id = uuidV7(made, this.#env.random(10))
    return { id, url, events, made, from, secret: drawSecret(this.#env) }
  }

  add(hook: Hook): Hook {
    this.#write([...this.#hooks, hook])
    return hook
  }

  /** A new secret; the old one signs beside it for a day. */
  renew(id: string): Hook {
    return this.#change(id, ({ secret, ...hook }) => ({
      ...hook,
      secret: drawSecret(this.#env),
      old: { secret, ends: this.#env.now() + OLD_SECRET_MS },
    }))
  }

  turnOff(id: string): void {
    this.#change(id, hook => ({ ...hook, offSince: this.#env.now() }))
  }

  turnOn(id: string, from: number): Hook {
    return this.#change(id, ({ offSince, ...hook }) => ({ ...hook, from }))
  }

  remove(id: string): void {
    this.own(id)
    this.#write(this.#hooks.filter(each => each.id !== id))
  }

  /** What signs now, the new before the old. */
  secretsOf({ secret, old }: Hook): string[] {
    return old && old.ends > this.#env.now() ? [secret, old.secret] : [secret]
  }

  #change(id: string, make: (hook: Hook) => Hook): Hook {
    const changed = make(this.own(id))
    this.#write(this.#hooks.map(each => (each.id === id ? changed : each)))
    return changed
  }

  /** @throws Problem 404, or 409 for the one the operator named */
  own(id: string): Hook {
    const hook = this.get(id)
    if (hook.isFixed) throw fixedHook()
    return hook
  }

  #write(hooks: Hook[]): void {
    writePrivateFile(this.#path, { hooks })
    this.#hooks = hooks
  }
}

/** @throws Error that says what to do */
function readHooks(path: string): Hook[] {
  try {
    const { hooks } = JSON.parse(readFileSync(path, 'utf8')) as { hooks: Hook[] }
    if (Array.isArray(hooks)) return hooks
    throw new Error('it holds no webhooks')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    const says = `${path} cannot be read (${(error as Error).message}): put a copy back, or move it aside and name the webhooks again`
    throw new Error(says, { cause: error })
  }
}

function unknownHook(): Problem {
  const detail = 'There is no webhook of this id; GET /v1/webhooks lists them.'
  return new Problem(404, 'unknown_webhook', detail, { field: '/id' })
}

function fixedHook(): Problem {
  const detail = 'This one was named with serve --webhook: change it where the server is started.'
  return new Problem(409, 'fixed_webhook', detail, { field: '/id' })
}

function noAddress(): Problem {
  const detail = 'This is no address; one looks like https://crm.example/hooks/vitrine.'
  return new Problem(400, 'bad_url', detail, { field: '/url', params: { why: 'none' } })
}

function tooMany(): Problem {
  const detail = `A shop has at most ${MOST} webhooks: remove one that is of no use any more.`
  return new Problem(409, 'too_many_webhooks', detail, { params: { most: MOST } })
}
