package dev.stitch.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Rows by the keys that the database knows them by: what flushed facts come to. */
final class FlushedRows {

  private final Map<Long, JourneyRecord> events = new TreeMap<>();
  private final Map<UUID, RunRecord> runs = new HashMap<>();
  private final Map<String, StepRecord> steps = new HashMap<>();
  private final Map<UUID, TaskChange> tasks = new HashMap<>();

  void write(JourneyFacts facts) {
    facts.events().forEach(event -> events.put(event.seq(), event));
    facts.runs().forEach(run -> runs.put(run.state().runId(), run));
    facts.steps().forEach(row -> steps.put(row.runId() + "/" + row.step().index(), row.step()));
    for (TaskChange change : facts.tasks()) {
      switch (change) {
        case TaskChange.Opened opened -> tasks.putIfAbsent(opened.taskId(), opened);
        case TaskChange.Closed closed ->
            tasks.computeIfPresent(
                closed.taskId(), (id, row) -> row instanceof TaskChange.Opened ? closed : row);
      }
    }
  }

  /** All rows, to compare. */
  List<Object> rows() {
    return new ArrayList<>(
        List.of(
            new TreeMap<>(events),
            new HashMap<>(runs),
            new HashMap<>(steps),
            new HashMap<>(tasks)));
  }
}
