package dev.stitch.activities.journey;

import dev.stitch.machine.PathEnd;
import dev.stitch.port.JourneyTurn;
import dev.stitch.port.PathTurn;
import dev.stitch.port.TurnActivities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes turns as they come and remembers them, so that they can come again. */
final class RecordedTurns implements TurnActivities {

  private final TurnActivities turns;
  private final List<JourneyTurn> journeys = new CopyOnWriteArrayList<>();
  private final List<PathTurn> paths = new CopyOnWriteArrayList<>();

  RecordedTurns(TurnActivities turns) {
    this.turns = turns;
  }

  @Override
  public JourneyTurn.Result journey(JourneyTurn turn) {
    journeys.add(turn);
    return turns.journey(turn);
  }

  @Override
  public PathTurn.Result path(PathTurn turn) {
    paths.add(turn);
    return turns.path(turn);
  }

  @Override
  public PathEnd pathOutcome(String workflowId) {
    return turns.pathOutcome(workflowId);
  }

  /**
   * All turns of an entity but the last of each workflow come again, in any order, as from a worker
   * that was frozen.
   */
  void comeAgain(UUID entityId, Random random) {
    List<Runnable> late = new ArrayList<>();
    List<JourneyTurn> own =
        journeys.stream().filter(turn -> turn.state().entityId().equals(entityId)).toList();
    own.subList(0, Math.max(0, own.size() - 1))
        .forEach(turn -> late.add(() -> turns.journey(turn)));
    paths.stream()
        .filter(turn -> entityId.equals(turn.input().entityId()))
        .filter(turn -> paths.stream().anyMatch(other -> isLater(other, turn)))
        .forEach(turn -> late.add(() -> turns.path(turn)));
    Collections.shuffle(late, random);
    late.forEach(Runnable::run);
  }

  private static boolean isLater(PathTurn other, PathTurn turn) {
    return other.input().runId().equals(turn.input().runId())
        && other.fence().flush() > turn.fence().flush();
  }
}
