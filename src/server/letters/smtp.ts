import { createTransport } from 'nodemailer'
import { type Fate, type Letter, type Mailer, messageOf } from './mailer.ts'

const CONNECT_MS = 10_000
const SILENT_MS = 30_000

/** Letters through a mail server, `smtp://user:password@host:587` or `smtps://…:465`. */
export function smtpMailer(address: string): Mailer {
  const transport = createTransport({
    url: address,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
  })
  return {
    async send(letter: Letter) {
      try {
        await transport.sendMail(messageOf(letter))
        return { fate: 'sent' }
      } catch (error) {
        return { fate: fateOf(error as SmtpError), why: reasonOf(error as SmtpError) }
      }
    },
    async forget() {},
    close: () => transport.close(),
  }
}

interface SmtpError extends Error {
  code?: string
  syscall?: string
  responseCode?: number
}

/**
 * A line that breaks is taken for `unknown` unless it surely broke before the letter: the
 * library names the same step whether it waited for a greeting or for the last word.
 */
function fateOf({ code = '', syscall, responseCode = 0, message }: SmtpError): Fate {
  const isBefore =
    syscall === 'connect' ||
    /^(EDNS|ETLS|EAUTH|ENOAUTH|EOAUTH2|ECONFIG)$/.test(code) ||
    /^(Connection timeout|Greeting never received)/.test(message)
  if (isBefore || (responseCode >= 400 && responseCode < 500)) return 'later'
  return responseCode >= 500 ? 'never' : 'unknown'
}

/** Never its words: servers quote the address in them. */
function reasonOf({ code = 'error', responseCode }: SmtpError): string {
  return responseCode === undefined ? code : `${code} ${responseCode}`
}
