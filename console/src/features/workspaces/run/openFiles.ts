import type { RunDiffFile } from '@/client';

/** Files whose change is in sight before somebody asks for it. */
const MOST_OPEN = 10;

/** Characters of a patch that is long: some 200 lines. */
const LONG = 8_000;

/** Whether the change of a file is in sight at first; long ones, and those of many files, are folded. */
export const isOpenAtFirst = ({ patch }: RunDiffFile, index: number) =>
  index < MOST_OPEN && (patch?.length ?? 0) <= LONG;
