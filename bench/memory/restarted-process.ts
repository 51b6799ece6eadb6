import { knowledgeIn } from './restart.ts'

const knowledge = await knowledgeIn(process.argv[2])
console.log(knowledge.items.clicks)
