/**
 * Print a line for a person. What strangers wrote may stand in it, and a terminal obeys
 * control characters and turns text around where it is told to.
 */
export function say(line: string): void {
  console.log(line.replace(COMMANDING, '·'))
}

const COMMANDING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
