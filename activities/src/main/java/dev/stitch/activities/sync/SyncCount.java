package dev.stitch.activities.sync;

/**
 * How much a run has read.
 *
 * @param pages answers of the platform
 * @param read items in them
 * @param written contacts that were added or changed
 */
record SyncCount(int pages, int read, int written) {

  static final SyncCount NONE = new SyncCount(0, 0, 0);

  SyncCount plus(int items, int changed) {
    return new SyncCount(pages + 1, read + items, written + changed);
  }
}
