package dev.stitch.activities.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.google.PeopleClient;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.SyncPlace;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A walk through an address book, which one run or several make.
 *
 * @param syncToken asks for what has changed since; null for everybody
 * @param readInFull when the reading of everybody began on which the token rests
 * @param pageToken asks for the page; null for the first
 * @param taken how many people of that page are dealt with
 */
record PeopleWalk(
    @Nullable String syncToken, Instant readInFull, @Nullable String pageToken, int taken) {

  private static final String SYNC_TOKEN = "syncToken";
  private static final String READ_IN_FULL = "readInFull";
  private static final String PARAMETERS = "parameters";

  /** Through everybody. */
  static PeopleWalk full(Instant now) {
    return new PeopleWalk(null, now, null, 0);
  }

  /**
   * What a sync begins with: what an earlier one has left, else what has changed since, else
   * everybody. Google takes a token only with the parameters that it was made with, and for seven
   * days after everybody was read.
   */
  static PeopleWalk next(SyncPlace place, Instant now) {
    if (place.walk() != null) {
      PeopleWalk left = of(place.walk());
      return left.usable(now) ? left : full(now);
    }
    JsonNode cursor = place.cursor() == null ? Jsonb.object() : parsed(place.cursor());
    String token = cursor.path(SYNC_TOKEN).textValue();
    if (token == null
        || !PeopleClient.PARAMETERS.equals(cursor.path(PARAMETERS).textValue())
        || !cursor.path(READ_IN_FULL).isTextual()) {
      return full(now);
    }
    PeopleWalk changes =
        new PeopleWalk(token, Instant.parse(cursor.path(READ_IN_FULL).textValue()), null, 0);
    return changes.usable(now) ? changes : full(now);
  }

  static PeopleWalk of(JsonNode json) {
    return new PeopleWalk(
        json.path(SYNC_TOKEN).textValue(),
        Instant.parse(json.path(READ_IN_FULL).asText()),
        json.path("pageToken").textValue(),
        json.path("taken").asInt());
  }

  ObjectNode json() {
    return Jsonb.object()
        .put(SYNC_TOKEN, syncToken)
        .put(READ_IN_FULL, readInFull.toString())
        .put("pageToken", pageToken)
        .put("taken", taken);
  }

  /** Whether it asks for a place that Google may have forgotten. */
  boolean namesPlace() {
    return syncToken != null || pageToken != null;
  }

  PeopleWalk took(int people) {
    return new PeopleWalk(syncToken, readInFull, pageToken, taken + people);
  }

  PeopleWalk on(String nextPageToken) {
    return new PeopleWalk(syncToken, readInFull, nextPageToken, 0);
  }

  /** What the next sync asks for the changes by, once this walk has come to its end. */
  @Nullable
  String cursor(@Nullable String nextSyncToken) {
    return nextSyncToken == null
        ? null
        : Jsonb.text(
            Jsonb.object()
                .put(SYNC_TOKEN, nextSyncToken)
                .put(READ_IN_FULL, readInFull.toString())
                .put(PARAMETERS, PeopleClient.PARAMETERS));
  }

  private boolean usable(Instant now) {
    return readInFull.plus(PeopleClient.FULL_READING_EVERY).isAfter(now);
  }

  /** Cursors can be seen by clients, not written. */
  private static JsonNode parsed(String cursor) {
    try {
      return Jsonb.MAPPER.readTree(cursor);
    } catch (JsonProcessingException e) {
      return Jsonb.object();
    }
  }
}
