package dev.stitch.activities.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.EngagementAct;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * An act on X with everything decided. The ledger keeps it from the claim on, so that whoever goes
 * on with it, or looks whether it happened, means the same account, person and post.
 *
 * @param connectionId the account that acts
 * @param recipientId X's id of the person, null for an act towards nobody
 * @param postId X's id of the post that is liked or replied to, null for an act about the person
 * @param text what is said, null for an act without words
 * @param summoned whether the person has mentioned the account, without which X takes no reply
 */
record XAct(
    UUID connectionId,
    EngagementAct type,
    @Nullable String recipientId,
    @Nullable String postId,
    @Nullable String text,
    boolean summoned) {

  JsonNode json() {
    return JsonCodec.MAPPER.valueToTree(this);
  }

  static XAct of(JsonNode kept) {
    return JsonCodec.MAPPER.convertValue(kept, XAct.class);
  }

  /**
   * Whether doing it twice is doing it once: X keeps a set of whom one follows and what one likes.
   */
  boolean repeatable() {
    return type == EngagementAct.FOLLOW || type == EngagementAct.LIKE;
  }
}
