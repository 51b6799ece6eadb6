import { render } from 'preact'
import { minded, watchHands } from './session.ts'
import { Console } from './shell/console.tsx'

minded()
watchHands()
render(<Console />, document.getElementById('console')!)
