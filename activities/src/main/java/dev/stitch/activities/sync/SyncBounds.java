package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much a run reads at most; {@link Integer#MAX_VALUE} for everything.
 *
 * @param pages pages of the platform's lists
 * @param profiles people whom the platform tells of
 * @param contacts contacts that are added or changed
 */
record SyncBounds(int pages, int profiles, int contacts) {

  static SyncBounds of(JsonNode config) {
    return new SyncBounds(
        most(config, "maxPages"), most(config, "maxProfiles"), most(config, "maxContacts"));
  }

  /** How many people may still be asked for at once. */
  int room(SyncCount count, int page) {
    long left = Math.min((long) profiles - count.read(), (long) contacts - count.written());
    return count.pages() >= pages ? 0 : Math.clamp(left, 0, page);
  }

  private static int most(JsonNode config, String name) {
    return config.path(name).asInt(Integer.MAX_VALUE);
  }
}
