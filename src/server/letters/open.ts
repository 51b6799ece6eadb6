import { join } from 'node:path'
import { Counter, type Registry } from 'prom-client'
import type { Env, LogDays } from '../../store/ports.ts'
import type { Keys } from '../keys.ts'
import type { Shop } from '../shop.ts'
import { AddressRemoval } from './address-removal.ts'
import { forgetIn, outboxMailer } from './outbox.ts'
import { PostRoom } from './post-room.ts'
import { smtpMailer } from './smtp.ts'
import { WishLinks } from './wish-links.ts'

/** How the operator wants letters sent. */
export interface LettersPlan {
  /** `folder`, or the address of a mail server. */
  mail?: string
  from?: { name: string; address: string }
  /** Where browsers reach us, `https://shop.example/_vitrine`; letters wait until it is known. */
  publicUrl?: string
  /** Told too when something is back. */
  webhook?: { url: string; secret: string }
}

export interface Letters {
  room: PostRoom
  /** Browsers reach us here: letters may go. */
  publicAt(url: string): void
  stop(): Promise<void>
}

interface Needs {
  shop: Shop
  log: LogDays
  env: Env
  keys: Keys
  /** Of the shop; a folder of letters lies in it. */
  folder: string
  registry: Registry
}

/** Letters about wishes, and what takes the addresses away when they are over. */
export function openLetters(plan: LettersPlan, { shop, log, env, keys, ...more }: Needs): Letters {
  const sent = new Counter({
    name: 'vitrine_letters_total',
    help: 'Letters about wishes, by which and what became of them.',
    labelNames: ['letter', 'fate'],
    registers: [more.registry],
  })
  const outbox = join(more.folder, 'outbox')
  const room = new PostRoom(shop, env, {
    forgetOld: visitors => forgetIn(outbox, visitor => visitors.includes(visitor)),
    onLetter: (letter, fate) => sent.inc({ letter, fate }),
    onTrouble: msg => console.error(JSON.stringify({ level: 40, msg })),
  })
  const removal = new AddressRemoval(shop, log, env)
  const links = new WishLinks(shop.name, keys.nameSecret)
  const publicAt = (publicUrl: string) => {
    const { mail, from } = plan
    if (mail === undefined || from === undefined) return
    const mailer = mail === 'folder' ? outboxMailer(outbox) : smtpMailer(mail)
    const answer = `${publicUrl.replace(/\/$/, '')}/v1/wishes/answer?t=`
    room.open(mailer, {
      from,
      publicUrl,
      confirmLink: wish => answer + links.make('confirm', wish),
      stopLink: wish => answer + links.make('stop', wish),
    })
  }
  if (plan.publicUrl !== undefined) publicAt(plan.publicUrl)
  room.start()
  removal.start()
  // A process that died between an erasure and this left them lying.
  forgetIn(outbox, visitor => shop.forgotten.has(visitor)).catch(() => {
    console.error(JSON.stringify({ level: 40, msg: 'the outbox could not be looked through' }))
  })
  const stop = async () => {
    await room.stop()
    await removal.stop()
  }
  return { room, publicAt, stop }
}
