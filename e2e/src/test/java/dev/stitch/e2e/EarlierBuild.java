package dev.stitch.e2e;

import dev.stitch.flow.SystemFlowWorkflowImpl;
import dev.stitch.journey.JourneyInput;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.machine.Rules;
import dev.stitch.port.PathInput;
import dev.stitch.worker.WorkerApplication;
import dev.stitch.worker.WorkflowTypes;
import io.temporal.workflow.WorkflowInit;
import java.util.Map;

/** A worker process of a build that knows no rules but the first. */
final class EarlierBuild {

  private EarlierBuild() {}

  public static void main(String[] arguments) {
    WorkerApplication.Running running =
        WorkerApplication.start(Map.of(), new WorkflowTypes(Journey.class, Path.class));
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "drain-worker"));
  }

  /** A journey as that build decides it. */
  public static final class Journey extends JourneyWorkflowImpl {

    @WorkflowInit
    public Journey(JourneyInput input) {
      super(input, Rules.FIRST);
    }
  }

  /** A path as that build decides it. */
  public static final class Path extends SystemFlowWorkflowImpl {

    @WorkflowInit
    public Path(PathInput input) {
      super(input, Rules.FIRST);
    }
  }
}
