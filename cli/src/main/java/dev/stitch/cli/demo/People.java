package dev.stitch.cli.demo;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays everybody whom the journeys wait for: contacts who answer mails, and the person who
 * decides. They do not wait for each other.
 */
final class People implements AutoCloseable {

  /** An errand waits until its journey has taken note; a few at a time keep up with everybody. */
  private static final int HANDS = 8;

  private final ApiClient api;
  private final Correspondence correspondence;
  private final ScriptedOperator desk;
  private final Map<ScriptedRequest.Kind, ExecutorService> hands =
      new EnumMap<>(ScriptedRequest.Kind.class);
  private final Map<ScriptedRequest, Future<ScriptedRequest.Outcome>> underWay =
      new LinkedHashMap<>();
  private final Set<ScriptedRequest> repeated = new HashSet<>();
  private final Map<ScriptedRequest.Kind, Integer> done = new EnumMap<>(ScriptedRequest.Kind.class);
  private int tooLate;

  People(ApiClient api, DemoJourneys seeding, Script script) {
    this.api = api;
    this.correspondence = new Correspondence(api, seeding, script.replies());
    this.desk = new ScriptedOperator(api, seeding, script.decisions());
    for (ScriptedRequest.Kind kind : ScriptedRequest.Kind.values()) {
      hands.put(kind, Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().factory()));
    }
  }

  /** Begins what there is to do by now, and takes note of what is done; does not wait for it. */
  void act() throws InterruptedException {
    correspondence.errands().forEach(this::begin);
    desk.errands().forEach(this::begin);
    Set<ScriptedRequest> again = new HashSet<>();
    for (Iterator<Map.Entry<ScriptedRequest, Future<ScriptedRequest.Outcome>>> all =
            underWay.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<ScriptedRequest, Future<ScriptedRequest.Outcome>> each = all.next();
      if (each.getValue().isDone()) {
        all.remove();
        settle(each.getKey(), outcome(each.getValue()), again);
      }
    }
    again.forEach(this::begin);
  }

  /** Lets everybody finish what is begun. */
  void finish() throws InterruptedException {
    for (Future<ScriptedRequest.Outcome> run : List.copyOf(underWay.values())) {
      outcome(run);
    }
    act();
  }

  /** How many errands of a kind were taken. */
  int done(ScriptedRequest.Kind kind) {
    return done.getOrDefault(kind, 0);
  }

  /** How many came to nothing. */
  int tooLate() {
    return tooLate;
  }

  /** How many mails have reached contacts. */
  int mails() {
    return correspondence.received();
  }

  /** How many of them were copies of one that had come before. */
  int duplicateMails() {
    return correspondence.duplicates();
  }

  /** What was decided, by entity id. */
  Map<String, String> decisions() {
    return desk.decisions();
  }

  @Override
  public void close() {
    hands.values().forEach(ExecutorService::close);
  }

  private void begin(ScriptedRequest errand) {
    underWay.put(errand, hands.get(errand.kind()).submit(() -> errand.run(api)));
  }

  private void settle(
      ScriptedRequest errand, ScriptedRequest.Outcome outcome, Set<ScriptedRequest> again) {
    switch (outcome) {
      case DONE -> done.merge(errand.kind(), 1, Integer::sum);
      case LATER -> {
        repeated.add(errand);
        again.add(errand);
      }
      case TOO_LATE -> {
        // Refused when it was repeated: the first try was taken, only its answer was lost.
        if (repeated.contains(errand)) {
          done.merge(errand.kind(), 1, Integer::sum);
        } else {
          tooLate++;
        }
      }
    }
  }

  private static ScriptedRequest.Outcome outcome(Future<ScriptedRequest.Outcome> run)
      throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
