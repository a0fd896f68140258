package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How much a run has read.
 *
 * @param pages answers of the platform
 * @param read items in them
 * @param written contacts that were added or changed
 */
record SyncCount(int pages, int read, int written) {

  static final SyncCount NONE = new SyncCount(0, 0, 0);

  /** As {@link #putInto} wrote it. */
  static SyncCount of(JsonNode json) {
    return new SyncCount(
        json.path("pages").asInt(), json.path("read").asInt(), json.path("written").asInt());
  }

  /** Writes it into the place of a run. */
  ObjectNode putInto(ObjectNode json) {
    return json.put("pages", pages).put("read", read).put("written", written);
  }

  SyncCount plus(int items, int changed) {
    return new SyncCount(pages + 1, read + items, written + changed);
  }
}
