package dev.stitch.activities.email;

import dev.stitch.activities.bulk.SideBySide;
import dev.stitch.launch.Launcher;
import dev.stitch.store.sending.HeldMailRepository;
import dev.stitch.store.sending.HeldMailRepository.Held;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells mail that is held that what holds it has changed. */
@Singleton
public class HeldMail {

  /** Mails a pass; who comes first in the queue is told first, the next passes tell the rest. */
  private static final int LIMIT = 500;

  /** Failures after which a pass tells no more: Temporal cannot be reached. */
  private static final int UNREACHABLE = 10;

  private static final Logger LOG = LoggerFactory.getLogger(HeldMail.class);

  private final HeldMailRepository held;
  private final Launcher launcher;

  HeldMail(HeldMailRepository held, Launcher launcher) {
    this.held = held;
    this.launcher = launcher;
  }

  /** One pass. Mail that cannot be told stays marked, and keeps no other from being told. */
  public void wake() {
    List<Held> mails = held.toWake(LIMIT);
    if (mails.isEmpty()) {
      return;
    }
    Queue<Held> told = new ConcurrentLinkedQueue<>();
    AtomicInteger failed = new AtomicInteger();
    SideBySide.countRefused(
        mails,
        mail -> {
          if (failed.get() < UNREACHABLE) {
            tell(mail, told, failed);
          }
          return true;
        },
        () -> {});
    held.woken(told);
  }

  private void tell(Held mail, Queue<Held> told, AtomicInteger failed) {
    try {
      launcher.signal(mail.workflowId(), "lookAgain", mail.runId());
      told.add(mail);
    } catch (RuntimeException e) {
      failed.incrementAndGet();
      LOG.warn("Mail {} cannot be told to look again yet", mail.key(), e);
    }
  }
}
