package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/**
 * How far the syncs of a connection have come with one kind of thing.
 *
 * @param cursor what a new walk begins after; null when none has come to its end
 * @param walk where an unfinished walk goes on; null when there is none
 */
public record SyncPlace(@Nullable String cursor, @Nullable JsonNode walk) {

  /** Of what was never synced. */
  public static final SyncPlace NONE = new SyncPlace(null, null);
}
