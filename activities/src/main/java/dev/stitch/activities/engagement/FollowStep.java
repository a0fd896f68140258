package dev.stitch.activities.engagement;

import dev.stitch.model.TemplateStepType;

/** {@code engagement.follow}: follows the contact. */
public final class FollowStep extends EngagementStep {

  public FollowStep() {
    super(TemplateStepType.FOLLOW, "Follow", "[\"platform\"]");
  }
}
