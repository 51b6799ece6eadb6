/** Lines longer than this are cut: whoever reads them refuses what is then not whole. */
const LINE_CHARACTERS = 1_048_576

/** Lines of a text, numbered from 1, without their ends; empty ones are left out. */
export async function* readLines(
  chunks: AsyncIterable<string>,
): AsyncGenerator<{ line: number; text: string }> {
  let rest = ''
  let line = 0
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!.slice(0, LINE_CHARACTERS)
    for (const text of lines) {
      line++
      if (text.trim() !== '') yield { line, text: text.trim() }
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest.trim() }
}
