package dev.stitch.cli.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays everybody whom the journeys wait for: contacts who answer mails, and the person who
 * decides.
 */
final class People implements AutoCloseable {

  /** An errand waits until its journey has taken note; a few at a time keep up with everybody. */
  private static final int HANDS = 8;

  private final ApiClient api;
  private final Correspondence correspondence;
  private final Desk desk;
  private final ExecutorService hands =
      Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().factory());
  private final Map<String, Errand> pending = new LinkedHashMap<>();
  private final Map<Errand.Kind, Integer> done = new EnumMap<>(Errand.Kind.class);
  private int tooLate;

  People(ApiClient api, Seeding seeding, Blueprint.Script script) {
    this.api = api;
    this.correspondence = new Correspondence(api, seeding, script.replies());
    this.desk = new Desk(api, seeding, script.decisions());
  }

  /** Does what there is to do by now. */
  void act() throws InterruptedException {
    correspondence.errands().forEach(errand -> pending.put(errand.id(), errand));
    desk.errands().forEach(errand -> pending.put(errand.id(), errand));
    List<Errand> errands = List.copyOf(pending.values());
    List<Callable<Errand.Outcome>> runs = new ArrayList<>();
    errands.forEach(errand -> runs.add(() -> errand.run(api)));
    List<Future<Errand.Outcome>> outcomes = hands.invokeAll(runs);
    for (int i = 0; i < errands.size(); i++) {
      settle(errands.get(i), outcome(outcomes.get(i)));
    }
  }

  /** How many errands of a kind were taken. */
  int done(Errand.Kind kind) {
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
    hands.close();
  }

  private void settle(Errand errand, Errand.Outcome outcome) {
    switch (outcome) {
      case DONE -> {
        done.merge(errand.kind(), 1, Integer::sum);
        pending.remove(errand.id());
      }
      case TOO_LATE -> {
        tooLate++;
        pending.remove(errand.id());
      }
      case LATER -> pending.put(errand.id(), errand);
    }
  }

  private static Errand.Outcome outcome(Future<Errand.Outcome> run) throws InterruptedException {
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
