// What recording a workout and playing it again need: fetched when the person wants either.
export { Recorder } from '../engine/recorder.ts';
export { Replay } from '../engine/replay.ts';
export { Recordings } from '../store/recordings/recordings.ts';
