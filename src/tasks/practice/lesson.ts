/** The walkthrough of practice: from a file to a program that does what the exercise asks. Its words are in texts.ts. */
import { type Lesson, ownWords } from '#shared/lessons/lesson'
import { eventsOf, hasArrived, type LessonView } from '#shared/lessons/view'
import { firstFailed } from './model/outcome'
import type { PracticeState } from './model/state'
import { buttons, questionWords, saw, stepWords } from './texts'

export type PracticeAction = 'choose' | 'run' | 'talk' | 'check'

const own = (view: LessonView): PracticeState | null => view.own as PracticeState | null

/** Datagrams of the student's program that came to a socket of the app. */
const arrived = ({ endpoints }: LessonView): number => endpoints.flatMap(eventsOf).filter(hasArrived).length

const outcome = (view: LessonView) => {
  const check = own(view)?.check
  return check?.phase === 'checked' ? check.outcome : null
}

const times = (view: LessonView): number => {
  const check = own(view)?.check
  return check?.phase === 'checked' ? check.times : 0
}

const score = (view: LessonView): string[] => {
  const checked = outcome(view)
  if (!checked) return []
  const core = checked.checks.filter((item) => item.core)
  const first = firstFailed(checked)
  const passed = core.filter(({ status }) => status === 'passed').length
  return [saw.passed(passed, core.length), ...(first ? [saw.first(first.title)] : [])]
}

export const practiceLesson: Lesson<PracticeAction> = {
  steps: [
    {
      id: 'practice/choose',
      ...stepWords.choose,
      action: { name: 'choose', label: buttons.choose },
      isDone: (view) => own(view)?.chosen != null,
      saw: (view) => {
        const chosen = own(view)?.chosen
        return chosen ? [saw.chosen(chosen.name)] : []
      }
    },
    {
      id: 'practice/run',
      ...stepWords.run,
      action: { name: 'run', label: buttons.run },
      isDone: (view) => (own(view)?.run ?? 0) > 0,
      saw: (view) => {
        const { program, started } = own(view) ?? {}
        if (program?.phase === 'running' && started) return [saw.runs(started.words.join(' '))]
        if (program?.phase !== 'ended') return []
        const { code, signal } = program.ended
        return [saw.ended(code === null ? `signal ${signal}` : `exit code ${code}`)]
      }
    },
    {
      id: 'practice/talk',
      ...stepWords.talk,
      action: { name: 'talk', label: buttons.talk },
      isDone: (view) => arrived(view) > 0,
      saw: (view) => (arrived(view) > 0 ? [saw.cameBack(arrived(view))] : [])
    },
    {
      id: 'practice/check',
      ...stepWords.check,
      action: { name: 'check', label: buttons.check },
      isDone: (view) => times(view) > 0,
      saw: score
    },
    {
      id: 'practice/mend',
      ...stepWords.mend,
      action: { name: 'check', label: buttons.again },
      // One that is right at once is tested a second time: what was seen once may be chance.
      isDone: (view) => times(view) > 1 && outcome(view)?.passed === true,
      saw: (view) => (outcome(view)?.passed ? [saw.allPass()] : [])
    }
  ],
  questions: [
    {
      id: 'practice/to-the-letter',
      exercise: null,
      ...questionWords.letter,
      form: ownWords,
      evidence: score
    }
  ]
}
