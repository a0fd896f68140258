package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.SyncPlace;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;

/**
 * Where a run stands in the walk that it makes.
 *
 * @param accountId whose list it is: another account's has other pages
 * @param cursor what is kept of the walks that came to their end
 * @param walk the walk under way; null when nothing is left to read
 * @param inherited whether an earlier run began the walk: the newest are read after it
 * @param restarts how often in a row the platform did not know the page any more
 */
record WalkPosition(
    String accountId,
    @Nullable String cursor,
    @Nullable Walk walk,
    boolean inherited,
    SyncCount count,
    int restarts) {

  /** The run begins where the last one came to. */
  static WalkPosition begin(String accountId, SyncPlace place, Walk fresh) {
    Walk left = place.walk() == null ? fresh : Walk.of(place.walk());
    // One that stands at its first page has read nothing that a fresh one would not.
    boolean inherited = left.token() != null;
    return new WalkPosition(
        accountId, place.cursor(), inherited ? left : fresh, inherited, SyncCount.NONE, 0);
  }

  static WalkPosition of(JsonNode json) {
    JsonNode walk = json.path("walk");
    return new WalkPosition(
        json.path("accountId").asText(),
        json.path("cursor").textValue(),
        walk.isObject() ? Walk.of(walk) : null,
        json.path("inherited").asBoolean(),
        SyncCount.of(json),
        json.path("restarts").asInt());
  }

  ObjectNode json() {
    ObjectNode json =
        count
            .putInto(Jsonb.object())
            .put("accountId", accountId)
            .put("cursor", cursor)
            .put("inherited", inherited)
            .put("restarts", restarts);
    json.set("walk", walk == null ? null : walk.json());
    return json;
  }

  Walk open() {
    return Objects.requireNonNull(walk, "nothing is left to read");
  }

  /** What the next sync begins with. */
  SyncPlace place() {
    return new SyncPlace(cursor, walk == null ? null : walk.json());
  }

  WalkPosition on(Walk next, SyncCount counted) {
    return new WalkPosition(accountId, cursor, next, inherited, counted, restarts);
  }

  /** The walk has come to its end; one that was inherited is followed by that of the newest. */
  WalkPosition ended(@Nullable String kept, SyncCount counted, Walk fresh) {
    return new WalkPosition(accountId, kept, inherited ? fresh : null, false, counted, 0);
  }

  WalkPosition again() {
    return new WalkPosition(accountId, cursor, open().again(), inherited, count, restarts + 1);
  }
}
