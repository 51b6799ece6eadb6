/** A line of the exported log, as somebody else's program reads it: none of our types, no code of ours. */
export interface Line {
  id: string
  type: string
  position: number
  // biome-ignore lint/suspicious/noExplicitAny: what a foreign reader of the file knows of it.
  body: any
}

export function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

/** Robots, the shop's own people and files of old orders are no visitors. */
export function isVisit({ body }: Line): boolean {
  return body.visitor !== undefined && !body.robot && !body.staff && body.channel !== 'import'
}
