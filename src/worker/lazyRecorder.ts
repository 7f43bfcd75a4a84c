import type { RecorderPort } from '../engine/ports.ts';
import type { Recorder } from '../engine/recorder.ts';

/** While the recorder is fetched: seconds of a workout that has come back. More is not waited for. */
const EARLY_MAX = 2_000;

/** Hands on to the recorder, which is fetched when the person wants workouts recorded: most do not. */
export class LazyRecorder implements RecorderPort {
  readonly #load: () => Promise<Recorder>;
  #recorder: Recorder | undefined;
  #wanted = false;
  /** What is said before it is here; none: nobody wants it. */
  #early: ((recorder: Recorder) => void)[] | undefined;

  constructor(load: () => Promise<Recorder>) {
    this.#load = load;
  }

  /** Whether workouts are recorded from the next one on. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (this.#recorder) this.#recorder.wanted = wanted;
    else if (wanted && !this.#early) void this.#fetch();
  }

  frame(...frame: Parameters<RecorderPort['frame']>): void {
    this.#tell((recorder) => recorder.frame(...frame));
  }

  event(...event: Parameters<RecorderPort['event']>): void {
    this.#tell((recorder) => recorder.event(...event));
  }

  flush(): void {
    this.#tell((recorder) => recorder.flush());
  }

  letGo(): void {
    this.#tell((recorder) => recorder.letGo());
  }

  #tell(say: (recorder: Recorder) => void): void {
    if (this.#recorder) say(this.#recorder);
    else if (this.#early && this.#early.length < EARLY_MAX) this.#early.push(say);
  }

  async #fetch(): Promise<void> {
    const early = (this.#early = [] as ((recorder: Recorder) => void)[]);
    const recorder = await this.#load().catch(() => undefined);
    this.#early = undefined;
    if (!recorder) return;
    recorder.wanted = this.#wanted;
    for (const say of early) say(recorder);
    this.#recorder = recorder;
  }
}
