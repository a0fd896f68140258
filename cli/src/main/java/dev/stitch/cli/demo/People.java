package dev.stitch.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays everybody whom the journeys wait for: contacts who answer mails, and the person who
 * decides.
 */
final class People implements AutoCloseable {

  /**
   * Each act waits until its journey has taken note; a few at a time keep up with a whole list of
   * contacts.
   */
  private static final int HANDS = 8;

  private final Correspondence correspondence;
  private final Desk desk;
  private final ExecutorService hands =
      Executors.newFixedThreadPool(HANDS, Thread.ofVirtual().factory());
  private final AtomicInteger replies = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  People(Correspondence correspondence, Desk desk) {
    this.correspondence = correspondence;
    this.desk = desk;
  }

  /** Does what there is to do by now. */
  void act() throws InterruptedException {
    List<Callable<Boolean>> acts = new ArrayList<>();
    correspondence
        .readNewMail()
        .forEach(due -> acts.add(() -> counted(replies, correspondence.send(due))));
    desk.readNewTasks().forEach(due -> acts.add(() -> desk.answer(due)));
    try {
      for (Future<Boolean> act : hands.invokeAll(acts)) {
        if (!act.get()) {
          refused.incrementAndGet();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** How many replies were taken. */
  int replies() {
    return replies.get();
  }

  /** How many acts came to nothing, since their journey did not wait for them any more. */
  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    hands.close();
  }

  private static boolean counted(AtomicInteger counter, boolean taken) {
    if (taken) {
      counter.incrementAndGet();
    }
    return taken;
  }
}
