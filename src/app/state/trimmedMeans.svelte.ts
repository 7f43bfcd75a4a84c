import type { TrimmedMeans } from '../../core/history/find.ts';
import { trimWithin, type Annotation } from '../../core/records/annotation.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import { bpmFigures, bpmSeconds } from '../../core/samples/bpmSeconds.ts';
import type { HistoryState } from './history.svelte.ts';
import { Pace } from './paced.ts';

/**
 * The mean heart rate of workouts whose ends are cut away: a digest knows that of the whole. Worked out of the seconds, of the
 * few that are trimmed, once each.
 */
export class TrimmedMeansState {
  readonly #history: Pick<HistoryState, 'session'>;
  readonly #known = new Map<string, { trim: string; meanBpm: number | null }>();
  #all = $state.raw<TrimmedMeans>(new Map());
  #last = 0;

  /** By session; `null` where nothing was heard in what is left. What was not worked out yet is not there. */
  readonly all = $derived(this.#all);

  constructor(history: Pick<HistoryState, 'session'>) {
    this.#history = history;
  }

  /** Of these, in place of those before. One that cannot be read is left out. */
  async load(
    digests: readonly Pick<SessionDigest, 'id' | 'summary'>[],
    annotations: ReadonlyMap<string, Pick<Annotation, 'trim'>>,
  ): Promise<void> {
    const asked = ++this.#last;
    const pace = new Pace();
    const means = new Map<string, number | null>();
    for (const { id, summary } of digests) {
      const chosen = annotations.get(id)?.trim;
      const trim = chosen && trimWithin(chosen, summary.elapsedS);
      if (!trim) continue;
      const key = `${String(trim.fromS)}-${String(trim.toS)}`;
      let known = this.#known.get(id);
      if (known?.trim !== key) {
        const stored = await this.#history.session(id).catch(() => undefined);
        if (!stored?.ok) continue;
        const { record, samples } = stored.value;
        const { meanBpm } = bpmFigures(bpmSeconds(samples, record.elapsedS), trim.fromS, trim.toS);
        this.#known.set(id, (known = { trim: key, meanBpm }));
        await pace.breathe();
        if (asked !== this.#last) return;
      }
      means.set(id, known.meanBpm);
    }
    if (means.size > 0 || this.#all.size > 0) this.#all = means;
  }
}
