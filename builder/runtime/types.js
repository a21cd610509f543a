/**
 * The shapes that the modules of the learner's page share. No code: JSDoc types only.
 *
 * Words are those of the design: unit, outcome, criterion, lesson, part, question, answer, attempt.
 *
 * @typedef {"not_started" | "seen" | "practised" | "achieved" | "to_retry"} CriterionState
 * @typedef {"not_started" | "seen" | "done"} LessonState
 * @typedef {"practice" | "test"} Purpose
 *
 * What a learner answered, as data: one shape for each kind of answer, which several question types may share. A target encodes it in
 * its own way. Places are 0-based and in the author's order.
 * @typedef {{kind: "choice", picks: number[]}} ChoiceAnswer  ascending
 * @typedef {{kind: "true_false", pick: boolean}} TrueFalseAnswer
 * @typedef {{kind: "pairs", picks: number[]}} PairsAnswer  for each source the place of the target it is paired with, -1 for none
 * @typedef {{kind: "sequence", order: number[]}} SequenceAnswer  the items' places, in the learner's order
 * @typedef {{kind: "path", picks: number[]}} PathAnswer  the place of the choice made at each turn
 * @typedef {{kind: "texts", texts: string[]}} TextsAnswer  what stands in each gap; one for free text
 * @typedef {{kind: "number", text: string}} NumberAnswer  as typed, in a form that Number() reads
 * @typedef {{kind: "scale", pick: number}} ScaleAnswer
 * @typedef {ChoiceAnswer | TrueFalseAnswer | PairsAnswer | SequenceAnswer | PathAnswer | TextsAnswer | NumberAnswer | ScaleAnswer} Answer
 *
 * What counts as right, for each kind of answer.
 * @typedef {{kind: "choice", options: number, right: number[]}} ChoiceSolution
 * @typedef {{kind: "true_false", right: boolean}} TrueFalseSolution
 * @typedef {{kind: "pairs", targets: number, right: number[]}} PairsSolution  for each source the place of its target
 * @typedef {{kind: "sequence", items: number}} SequenceSolution  right is the author's order
 * @typedef {{kind: "path", right: number[], [detail: string]: unknown}} PathSolution  `right`: the best path
 * @typedef {{kind: "texts", right: string[], [detail: string]: unknown}} TextsSolution  `right`: what may stand in each gap, shown as the answer; empty for free text
 * @typedef {{kind: "number", right: number, [detail: string]: unknown}} NumberSolution
 * @typedef {{kind: "scale", points: number}} ScaleSolution
 * @typedef {ChoiceSolution | TrueFalseSolution | PairsSolution | SequenceSolution | PathSolution | TextsSolution | NumberSolution | ScaleSolution} Solution
 *
 * @typedef {object} Question
 * @property {string} id        the author's id, unique in the unit
 * @property {string} key       3 characters of the state alphabet, derived from the id, unique in the unit
 * @property {string} mark      1 character, derived from the options: another mark means that stored picks no longer fit
 * @property {string} type      folder name of the question type, such as "choice"
 * @property {Purpose} purpose
 * @property {boolean} scored   false: an answer is neither right nor wrong
 * @property {string[]} criteria  criterion ids of this unit, at least one
 * @property {string | null} part  id of the part that covers it
 * @property {Solution} solution
 * @property {(packed: string, text: string) => number} [credit]  what an answer that is not right is worth, 0 to 1; put in when the page starts
 *
 * A criterion's own rule: what a test draws for it, and the share of its questions' credit that achieves it.
 * @typedef {{draw: number, share: number}} CriterionRule
 *
 * @typedef {object} Testing
 * @property {number | null} minutes  time limit of each test, null for none
 * @property {boolean} confidence  whether learners are asked how sure they are
 * @property {"when-achieved" | "after-test" | "never"} answers  when a review shows the right answer of what was missed
 * @property {Record<string, CriterionRule>} criteria  of those that have a rule of their own
 *
 * @typedef {object} Part
 * @property {string} id        unique in the unit; the section's HTML id is "p-" + id
 * @property {string} key       3 characters, derived from the id
 * @property {string[]} criteria  criteria it teaches; may be empty
 *
 * Something to do and to write about; its HTML id is "a-" + id.
 * @typedef {object} Activity
 * @property {string} id        unique in the unit
 * @property {string} key       3 characters, derived from the id; never a question's
 * @property {string[]} criteria  that it is evidence for; may be empty
 * @property {string} title
 * @property {string | null} part  id of the part it stands in
 *
 * @typedef {object} Lesson
 * @property {string} id        the article's HTML id is "l-" + id
 * @property {string} outcome   number of the outcome it belongs to
 * @property {number} minutes
 * @property {Part[]} parts     at least one
 * @property {string[]} questions  ids of its practice questions, in order
 *
 * @typedef {object} Outcome
 * @property {string} number    "1", "2", …; the test's HTML id is "t-" + number
 * @property {string[]} criteria
 * @property {boolean} test     whether it has a test (false only in a draft without test questions)
 *
 * The data that the page carries (JSON in the element with id "course").
 * @typedef {object} Course
 * @property {string} package   stable name of the package, e.g. "iao-601-3477-x-F5062131"
 * @property {string} unit      reference, e.g. "F/506/2131"
 * @property {Outcome[]} outcomes
 * @property {Lesson[]} lessons
 * @property {Question[]} questions  every question, in the content's order
 * @property {Activity[]} activities  in the content's order
 * @property {number} draw      test questions drawn for each criterion that has no rule of its own
 * @property {Testing} testing
 * @property {{kind: "every_criterion"} | {kind: "pass_mark", mark: number}} rule
 * @property {string} [language]  the interface's, where something on the page is in another
 * @property {import("./words.js").Phrases} [phrases]  the interface's, in another language than English
 * @property {Record<string, unknown>} target  what the target's adapter needs, e.g. its identifiers
 *
 * One question within an attempt. Its place in State.questions never changes (an LMS's report columns follow it).
 * @typedef {object} QuestionRecord
 * @property {string} key
 * @property {string} mark      the question's mark when it was answered; "" before
 * @property {string} packed    the latest answer, packed by its type; "" when not answered (or cleared by a new draw)
 * @property {boolean | null} right  result of the latest answer, null when there is none
 * @property {boolean} asked    test questions: has been drawn at least once; practice: answered at least once
 *
 * One run of an outcome's test: from the draw until it is handed in.
 * @typedef {object} TestRun
 * @property {number} run       1 for the first run of this outcome's test, 2, …
 * @property {string[]} keys    keys of the questions drawn, in the order shown
 * @property {number} at        0-based place of the question on screen
 * @property {boolean} handedIn
 * @property {number} used      seconds that its questions were on screen; counted where there is a time limit
 * @property {number} extra     per cent of extra time
 *
 * 1: a guess. 2: fairly sure. 3: sure.
 * @typedef {1 | 2 | 3} Sureness
 *
 * What is known about a text beside its words, so that the newest edit can be told.
 * @typedef {object} Edit
 * @property {number} rev       how many edits led to it
 * @property {string} by        3 characters: the visit of a page that made the latest; "000" when that is not known
 * @property {string} past      marks of texts of other visits that it was made from, 3 characters each, the latest 8
 *
 * @typedef {object} State      everything that is kept about one learner's attempt
 * @property {number} counter   grows by one with every save
 * @property {number} seed      drawn once for an attempt; orders options and draws questions
 * @property {string} place     key of the page to come back to: a part's key of the lesson open, "" for the start page
 * @property {Set<string>} parts  keys of the parts seen
 * @property {QuestionRecord[]} questions  by interaction index; empty until the first answer is given
 * @property {Map<string, TestRun>} tests  by outcome number
 * @property {Map<string, Sureness>} sure  how sure the learner was of an answer, by the question's key
 * @property {Map<string, "achieved" | "failed">} criteria  by criterion id; "achieved" never goes back
 * @property {Map<string, string>} texts  the learner's own words, by the key of the question or activity; none is empty
 * @property {Map<string, Edit>} edits  of every text that was ever written, also of those taken out again
 * @property {number} time      seconds spent on the unit
 * @property {number} passed    the day on which the unit was passed, counted from 1 January 1970; 0 as long as it is not
 * @property {number} room      the most characters of code that the LMS was found to keep; 0 when it has not refused any
 *
 * What happened, for the target to record. `state` is already the state after it.
 * @typedef {object} GivenAnswer
 * @property {Question} question
 * @property {number} index     its place in State.questions
 * @property {Answer} answer
 * @property {boolean} right
 * @property {number} seconds   from the question coming on screen to the answer
 *
 * @typedef {object} Update
 * @property {string} code      the state as code (ASCII); its texts may be left out where there is no room
 * @property {State} state
 * @property {GivenAnswer | null} answer
 *
 * How the page and the LMS stand.
 * live: connected. absent: no LMS found. refused: found, but it would not start. readonly: review or browse mode. finished: session closed.
 * @typedef {"live" | "absent" | "refused" | "readonly" | "finished"} LinkStatus
 *
 * A connection to whatever keeps results. A target's adapter.js exports `connect(course, window, types): Link`.
 * @typedef {object} Link
 * @property {() => LinkStatus} status
 * @property {{id: string, name: string, site: string}} learner  id "" when unknown; site: which of several LMSs on this origin
 * @property {string} code      the state code that was stored, "" when none
 * @property {boolean} fresh    as far as the LMS knows, this attempt has never been opened
 * @property {boolean} passed   the stored status was already passed
 * @property {() => number} [time]  seconds spent on the unit as the LMS counts them, this session included; 0 when it counts none
 * @property {string} [kept]    the code that the LMS has taken, which may leave texts out
 * @property {number} [room]    State.room, as found in this session
 * @property {(update: Update) => boolean} save  writes and commits; false when anything was refused. At most one commit
 * @property {(update: Update) => boolean} finish  writes, commits and ends the session; once
 * @property {() => boolean} retry  tries to start again after "refused"; true when live
 *
 * What is true about saving, for the page to say.
 * saved: the LMS took it. saving: being sent. kept: on this device only, will be sent. here: no LMS, kept on this device.
 * course: the LMS takes it, this device cannot keep a copy. nowhere: neither takes it. readonly: nothing is recorded. closed: session ended, all saved.
 * @typedef {object} SavedStatus
 * @property {"saved" | "saving" | "kept" | "here" | "course" | "nowhere" | "readonly" | "closed"} kind
 * @property {Date | null} at   when it was last saved where `kind` says
 * @property {number} waiting   answers not yet sent
 *
 * What the page knows about one type of question. `form` is the question's form element; a type reads and marks
 * nothing outside it. Feedback is an element `.why`, hidden until it applies, inside the `.right` or `.wrong` thing that it speaks of;
 * `.ending` is what is said of the answer as a whole.
 * @typedef {object} QuestionType
 * @property {(form: HTMLFormElement) => Answer | null} read  what is answered, null as long as something is missing
 * @property {(form: HTMLFormElement, answer: Answer | null) => void} show  fills that answer in; null empties the form
 * @property {(form: HTMLFormElement, solution: Solution, answer: Answer | null) => void} explain  marks what was answered and opens
 *   its feedback; with null: shows the right answer
 * @property {(form: HTMLFormElement) => void} clear  takes the marks and the feedback away; what is answered stays
 * @property {(form: HTMLFormElement, solution: Solution) => Element | null | undefined | void} keepRight  takes what is wrong back before
 *   another try; may give the control to go on with, where that is not the first
 * @property {(form: HTMLFormElement, solution: Solution, answer: Answer) => string} summary  one line on the whole answer, "" when
 *   the feedback of what was chosen says it all
 * @property {(form: HTMLFormElement, answer: Answer) => string} words  an answer in words, as the learner would say it
 * @property {(solution: Solution) => Answer | null} solve  a right answer; null where there is none
 * @property {(solution: Solution, answer: Answer) => number} credit  0 wrong to 1 right; unscored types: 1
 * @property {(answer: Answer, solution: Solution) => string} pack  for the state's code: of its characters, as short as can be, not ""
 * @property {(packed: string, text: string, solution: Solution) => Answer | null} unpack  null for what it cannot read; `text` as below, "" where it is lost
 * @property {(answer: Answer, solution: Solution) => string} [text]  the learner's own words, kept beside the code where there is room; "" where the code says it all
 * @property {boolean} [drafts]  the answer is kept while it is being written
 * @property {() => string} [ask]  what a learner is told who checks before `read` has an answer
 * @property {(form: HTMLFormElement, order: (count: number) => number[]) => void} [arrange]  puts things in the attempt's order:
 *   order(count)[place] is the author's place
 *
 * The pages of the document. A hash is "#" and the id of a page or of anything inside one.
 * @typedef {object} Pages
 * @property {(hash: string) => void} go  opens a place as a step in the history
 * @property {(hash: string) => void} replace  opens a place instead of the present one
 * @property {(listener: PageListener) => void} onShow
 * @property {() => HTMLElement} current
 * @property {(element: HTMLElement) => void} focus  puts focus on its heading and the screen at its top
 * @property {() => void} start  opens the place that the address names; focus stays where it is
 * @property {(hash: string) => void} close  shows that page for good
 *
 * Called before a page is shown; `view` is the part of the page asked for, null when the page has no views. `first`: the document
 * has just been opened. Returning a hash sends the learner there instead.
 * @typedef {(page: HTMLElement, view: HTMLElement | null, first: boolean) => string | void} PageListener
 *
 * What the modules of the page share.
 * @typedef {object} App
 * @property {Course} course
 * @property {Link} link
 * @property {import("./store.js").Store} store
 * @property {Pages} pages
 * @property {Record<string, QuestionType>} types
 */
export {};
