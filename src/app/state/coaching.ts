// What tells the moments of a workout, fetched with it.
export { Coach } from './coach.ts';
export { loadSpeechWords } from '../../words/words.ts';
