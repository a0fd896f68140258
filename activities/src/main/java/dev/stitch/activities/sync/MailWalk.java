package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A walk through a mailbox, which one run or several make.
 *
 * @param start what came after this id of Gmail's history; where the next walk begins when this one
 *     lists
 * @param until lists back to then, the newest first; null to read the history
 * @param pageToken asks for the page; null for the first
 * @param taken how many mails of that page are dealt with
 */
record MailWalk(String start, @Nullable Instant until, @Nullable String pageToken, int taken) {

  /** Through what came since. */
  static MailWalk since(String historyId) {
    return new MailWalk(historyId, null, null, 0);
  }

  static MailWalk of(JsonNode json) {
    String until = json.path("until").textValue();
    return new MailWalk(
        json.path("start").asText(),
        until == null ? null : Instant.parse(until),
        json.path("pageToken").textValue(),
        json.path("taken").asInt());
  }

  ObjectNode json() {
    return Jsonb.object()
        .put("start", start)
        .put("until", until == null ? null : until.toString())
        .put("pageToken", pageToken)
        .put("taken", taken);
  }

  MailWalk took(int mails) {
    return new MailWalk(start, until, pageToken, taken + mails);
  }

  MailWalk on(@Nullable String nextPageToken) {
    return new MailWalk(start, until, nextPageToken, 0);
  }
}
