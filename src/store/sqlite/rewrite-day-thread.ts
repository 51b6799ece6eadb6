import { workerData } from 'node:worker_threads'
import { dropVisitors, rewriteDay } from './rewrite-day.ts'

const { path, rewritten } = workerData
if (rewritten === undefined) dropVisitors(path)
else rewriteDay(path, rewritten)
