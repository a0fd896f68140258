package dev.stitch.activities.reconcile;

import dev.stitch.launch.AgentLauncher;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What people wrote to agents while Temporal, or the process that was to tell it, was away. */
@Singleton
class UnheardMessages {

  /** Longer than telling takes, so that healthy ones are left alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Sessions a pass; the next passes work off the rest. */
  private static final int LIMIT = 500;

  private final AgentLauncher agents;

  UnheardMessages(AgentLauncher agents) {
    this.agents = agents;
  }

  void tellAll() {
    agents.tellUnheard(PATIENCE, LIMIT);
  }
}
