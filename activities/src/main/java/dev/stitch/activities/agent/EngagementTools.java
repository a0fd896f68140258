package dev.stitch.activities.agent;

import dev.stitch.activities.engagement.Engagements;
import dev.stitch.model.EngagementAct;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** The tools {@code engagement.*}, one for each act. */
@Singleton
final class EngagementTools {

  private final List<EngagementTool> all;

  EngagementTools(Engagements engagements, NamedContacts contacts) {
    this.all =
        Arrays.stream(EngagementAct.values())
            .map(act -> new EngagementTool(act, engagements, contacts))
            .toList();
  }

  List<EngagementTool> all() {
    return all;
  }
}
