package dev.stitch.e2e;

import dev.stitch.journey.JourneyArguments;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.machine.Rules;
import dev.stitch.path.PathWorkflowImpl;
import dev.stitch.port.PathArguments;
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
    public Journey(JourneyArguments input) {
      super(input, Rules.FIRST);
    }
  }

  /** A path as that build decides it. */
  public static final class Path extends PathWorkflowImpl {

    @WorkflowInit
    public Path(PathArguments input) {
      super(input, Rules.FIRST);
    }
  }
}
