package dev.stitch.authoring;

import dev.stitch.model.RunFamily;
import dev.stitch.port.StartOptions;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.UUID;

/** Ids and start options of test mails and link checks: made here and nowhere else. */
public final class AuthoringContract {

  /** Longest that either takes; nobody waits for it any more then. */
  public static final Duration PATIENCE = Duration.ofSeconds(35);

  private AuthoringContract() {}

  /**
   * Options of one test mail.
   *
   * @param testId tells it from other tests
   */
  public static WorkflowOptions testOptions(UUID testId) {
    return options(RunFamily.MAIL_TEST, testId);
  }

  /**
   * Options of one link check.
   *
   * @param checkId tells it from other checks
   */
  public static WorkflowOptions checkOptions(UUID checkId) {
    return options(RunFamily.LINK_CHECK, checkId);
  }

  /** What failed or came too late is tried again under its id; what was sent is not sent again. */
  private static WorkflowOptions options(RunFamily family, UUID id) {
    return WorkflowOptions.newBuilder(StartOptions.of(family, id, SearchAttributes.EMPTY))
        .setWorkflowIdReusePolicy(
            WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
        .setWorkflowExecutionTimeout(PATIENCE)
        .build();
  }
}
