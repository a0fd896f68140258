package dev.stitch.activities.engagement;

import dev.stitch.model.TemplateStepType;

/** {@code engagement.like}: likes a post of the contact. */
public final class LikeStep extends EngagementStep {

  public LikeStep() {
    super(TemplateStepType.LIKE, "Like a post", "[\"platform\"]", TARGET);
  }
}
