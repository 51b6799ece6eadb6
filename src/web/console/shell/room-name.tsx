import { useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { useRoute } from './route.ts'

/** What a room is called, for as long as it has no sentence of its own to open with. */
export function RoomName() {
  const { language } = useSettings()
  return <h1 class="answer">{word(useRoute().room, language)}</h1>
}
