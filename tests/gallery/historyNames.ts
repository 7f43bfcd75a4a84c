/** The page of the history in all its states. */
export const HISTORY_NAMES = [
  'historyEmpty',
  'historyLoading',
  'historyFailing',
  'historyOne',
  'historyMixed',
  'historyMany',
  'historyThousands',
  'historyNothing',
  'historyFiltered',
  'historyLongest',
  'historySelectNone',
  'historySelectSome',
  'historySelectAll',
  'historyTags',
  'historyExport',
  'historyExporting',
  'historyExported',
  'historyExportCancelled',
  'historyExportFailed',
  'historyImport',
  'historyReading',
  'historyFound',
  'historyAllHere',
  'historyAllRefused',
  'historySixty',
  'historyAdding',
  'historyAdded',
  'historyAddCancelled',
] as const;
export type HistoryName = (typeof HISTORY_NAMES)[number];

export const isHistory = (name: string): name is HistoryName => HISTORY_NAMES.some((each) => each === name);
