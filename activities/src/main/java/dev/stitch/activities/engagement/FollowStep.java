package dev.stitch.activities.engagement;

import dev.stitch.model.EngagementAct;

/** {@code engagement.follow}: follows the contact. */
public final class FollowStep extends EngagementStep {

  public FollowStep() {
    super(EngagementAct.FOLLOW, "Follow", "[\"platform\"]");
  }
}
