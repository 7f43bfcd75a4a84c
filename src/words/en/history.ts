import type { Ending } from '../../core/session/session.ts';
import { plural } from './plural.ts';
import { formatsOf } from '../formats.ts';
import { unended } from './unended.ts';

const { number } = formatsOf('en');

export const history = {
  title: 'History',
  loading: 'Loading your history…',
  empty: 'Your workouts will appear here',
  emptyWhy: 'Each one shows your heart rate minute by minute. The demo takes a minute.',
  emptyDo: 'Try the demo',
  failed: 'Your history cannot be read',
  failedWhy: (reason: string) => `The browser could not open its storage: ${unended(reason)}. New workouts still run.`,
  monthTotal: (n: number, total: string) => `${plural(n, { one: '# workout', other: '# workouts' })} · ${total}`,
  monthSimulated: (n: number) => `${number(n)} simulated`,
  mean: 'avg',
  bpm: (bpm: number) => `${bpm} bpm`,
  noHeart: 'no heart rate',
  simulated: 'simulated',
  imported: 'imported',
  effort: (effort: number) => `effort ${effort}`,
  ofPlan: 'plan',
  ending: {
    finished: '',
    stopped: 'ended early',
    interrupted: 'interrupted',
  } satisfies Record<Ending, string>,
};
