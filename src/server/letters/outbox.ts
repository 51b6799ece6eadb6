import { existsSync, mkdirSync } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Letter, type Mailer, messageOf } from './mailer.ts'

/**
 * Letters as files of a folder, which any mail program opens: for trying things out. A name
 * begins with whose it is and to what address, so that the letters of somebody who is forgotten are found.
 */
export function outboxMailer(folder: string): Mailer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const printer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(letter: Letter) {
      const { message } = await printer.sendMail(messageOf(letter))
      const file = join(folder, `${letter.visitor}.${letter.address}.${letter.id}.eml`)
      // Whole or not at all; and over itself where it was tried before.
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
      return { fate: 'sent' }
    },
    forget: keys => forgetIn(folder, key => keys.includes(key)),
    close() {},
  }
}

/** Their letters go from the folder, also when letters go elsewhere by now. */
export async function forgetIn(folder: string, isTheirs: (key: string) => boolean): Promise<void> {
  if (!existsSync(folder)) return
  const theirs = (await readdir(folder)).filter(name => name.split('.', 2).some(isTheirs))
  await Promise.all(theirs.map(name => rm(join(folder, name), { force: true })))
}
