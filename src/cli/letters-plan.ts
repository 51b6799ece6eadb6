import type { LettersPlan } from '../server/letters/open.ts'
import { isSecret } from '../server/outward/signature.ts'
import { Complaint } from './flags.ts'

interface LettersFlags {
  mail?: string
  'mail-from'?: string
  'public-url'?: string
  webhook?: string
}

/** What the flags and their variables say of letters; without any, wishes wait. */
export function lettersPlan(flags: LettersFlags): LettersPlan {
  const mail = flags.mail ?? process.env.VITRINE_MAIL
  const from = flags['mail-from'] ?? process.env.VITRINE_MAIL_FROM
  const publicUrl = flags['public-url'] ?? process.env.VITRINE_PUBLIC_URL
  const webhook = flags.webhook ?? process.env.VITRINE_WEBHOOK
  if (mail && mail !== 'folder' && !isUrl(mail, /^smtps?:$/)) {
    throw new Complaint(
      '--mail is "folder", or a mail server: smtp://USER:PASSWORD@HOST:587, better in VITRINE_MAIL.',
    )
  }
  if (mail && !from) {
    throw new Complaint('--mail needs --mail-from, as in "Cimes <hello@cimes.example>".')
  }
  if (publicUrl && !isUrl(publicUrl, /^https?:$/)) {
    throw new Complaint(
      '--public-url is where browsers reach this server: https://your.shop/_vitrine.',
    )
  }
  return {
    mail: mail || undefined,
    from: from ? senderOf(from) : undefined,
    publicUrl: publicUrl || undefined,
    webhook: webhook ? webhookOf(webhook) : undefined,
  }
}

/** Letters hold links, so a server that sends them has to know its own address. */
export function requirePublicUrl({ mail, publicUrl }: LettersPlan): void {
  if (!mail || publicUrl) return
  throw new Complaint('--mail needs --public-url, for the links: https://your.shop/_vitrine.')
}

function senderOf(text: string): { name: string; address: string } {
  const [, name, inside] = /^\s*([^<>]*?)\s*<([^<>]+)>\s*$/.exec(text) ?? []
  const address = inside ?? text.trim()
  if (/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(address)) {
    return { name: (name ?? '').replace(/^"|"$/g, '') || address.split('@')[1], address }
  }
  throw new Complaint('--mail-from is a name and an address, as in "Cimes <hello@cimes.example>".')
}

function webhookOf(url: string): LettersPlan['webhook'] {
  if (!isUrl(url, /^https?:$/)) {
    throw new Complaint('--webhook is an address of the shop, https://your.shop/hooks/vitrine.')
  }
  const secret = process.env.VITRINE_WEBHOOK_SECRET ?? ''
  if (isSecret(secret)) return { url, secret }
  throw new Complaint(
    '--webhook needs VITRINE_WEBHOOK_SECRET: "whsec_" and at least 24 bytes in base64, as in whsec_$(openssl rand -base64 32).',
  )
}

function isUrl(text: string, protocol: RegExp): boolean {
  return (
    URL.canParse(text) && protocol.test(new URL(text).protocol) && new URL(text).hostname !== ''
  )
}
