// @ts-check
/** Words that no reader shall meet: old texts by the letter, and phrases that readers of another language stumble over. */

/** Texts that were replaced; each says in fewer and plainer words what it meant (/work/shared/wording.md of issue 12). */
export const replacedTexts = [
  'Read the client’s two lines to their end',
  'They travel as decimal text, one a datagram.',
  'They travel as decimal text, one a [[datagram]].',
  'As many as client sockets wrote to it',
  'The input is off.',
  'the words of the call are off',
  'No run is like that.',
  'Runs over each other',
  'Each holds at once',
  'Set everything here back?',
  'Settings are as they were at first',
  'state one beside Run before the next.',
  'A two by two goes on',
  'A run is on already.',
  'too long to be kept',
  'only the end of its wait ends the silence',
  'Give my answer',
  'none foretold',
  'as fast as it can',
  'all that must be there',
  'more is not ours',
  'Set it up',
  'See the keys',
  'Thousands of numbers fly.',
  'Another one each time'
]

/** Phrases, each with what is wrong with it. */
const stumblingBlocks = [
  { found: /\bis off\b|\bare off\b/i, why: 'an idiom: say what is wrong' },
  { found: /\bgo(?:es|ing)? on\b/i, why: 'an idiom: continue, run' },
  { found: /\bfor ?ever\b/i, why: 'an idiom: say how long, or leave it out' },
  { found: /\bwho(?:so)?ever\b/i, why: 'say who: every client' },
  { found: /\bfore(?:told|tells?)\b/i, why: 'an old word: predicted' },
  { found: /\bma(?:kes?|de) good\b/i, why: 'an idiom: catches up' },
  { found: /(?:^|[.:;!?] )It(?! simply times out\.)\b/, why: 'says nothing of who: name what is meant' }
]

/** Statements of SQL are read by nobody. */
const isSql = /\bCREATE TABLE\b/

/** @param {string} text @returns {string[]} why a reader shall not meet it */
export function stumblesIn(text) {
  if (isSql.test(text)) return []
  return stumblingBlocks
    .filter(({ found }) => found.test(text))
    .map(({ found, why }) => `${found.exec(text)?.[0]}: ${why}`)
}
