package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.like}: likes a post of the contact. */
public final class LikeStep extends EngagementStep {

  public LikeStep() {
    super(EngagementAct.LIKE, "Like a post", "[\"platform\"]", TARGET);
  }
}
