import { PERSON } from '../../browser.ts'

/** A browser without a screen: it keeps its cookies, and reads what a server printed. */
export class PlainBrowser {
  readonly #home: string
  #cookies: string[] = []

  constructor(home: string) {
    this.#home = home
  }

  async open(path: string): Promise<string> {
    const answer = await fetch(this.#home + path, {
      headers: { cookie: this.#cookies.join('; '), 'user-agent': PERSON },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    for (const set of answer.headers.getSetCookie()) this.#cookies.push(set.split(';')[0])
    return await answer.text()
  }
}
