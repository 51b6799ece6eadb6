import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** The way to the desk where all of it is exported or forgotten. */
export function Rights({ visitor }: { visitor: string }) {
  const { language } = useSettings()
  if (!useMay('GET /v1/privacy-requests')) return null
  return (
    <section class="identity">
      <div class="h">
        <h2>{say('rights', language)}</h2>
      </div>
      <p>{say('rights_note', language)}</p>
      <a class="btn" href={`#/privacy/${visitor}`}>
        {say('to_desk', language)}
      </a>
    </section>
  )
}
