/** A letter, ready to go. Nothing in it is HTML but `html`. */
export interface Letter {
  /** Stands in its Message-ID: the same letter tried again has the same. */
  id: string
  /** Whose it is: a letter that lies in a folder goes when they do. */
  visitor: string
  /** Keyed hash of `to`: it may be of somebody else than the visitor who typed it. */
  address: string
  to: string
  from: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** Where one POST, and nothing else, ends it (RFC 8058). */
  unsubscribe: string
}

/**
 * What became of handing it over. `later`: surely not taken, try again. `never`: refused for
 * good. `unknown`: the line broke when it may have been taken.
 */
export type Fate = 'sent' | 'later' | 'never' | 'unknown'

/** The port: whatever takes letters. It never throws, and tells no address to anybody. */
export interface Mailer {
  send(letter: Letter): Promise<{ fate: Fate; why?: string }>
  /** These visitors or addresses were forgotten: what still lies here of theirs goes. */
  forget(keys: readonly string[]): Promise<void>
  close(): void
}

/** As Node and every mail program write it down. */
export function messageOf(letter: Letter) {
  const { id, to, from, subject, text, html, unsubscribe } = letter
  return {
    from,
    // As an object it is one address, whatever it looks like.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${from.address.split('@').at(-1)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
