package dev.stitch.api.run;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.request.DirectRuns;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.request.RunRequest;
import dev.stitch.store.flow.Flow;
import jakarta.inject.Singleton;

/** Answers requests that run a system flow. */
@Singleton
public class FlowRuns {

  private final DirectRuns direct;
  private final RunStarter starter;

  FlowRuns(DirectRuns direct, RunStarter starter) {
    this.direct = direct;
    this.starter = starter;
  }

  /** Takes part in the surrounding transaction. */
  public Accepted<RunAccepted> run(Flow flow, RunRequest request, Caller caller) {
    return starter.accepted(direct.accept(flow, request, RunOrigin.api(caller.actor())));
  }
}
