package dev.stitch.activities.email;

import dev.stitch.activities.bulk.SideBySide;
import dev.stitch.launch.Launcher;
import dev.stitch.store.sending.HeldMailRepository;
import dev.stitch.store.sending.HeldMailRepository.Held;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells mail that is held that what holds it has changed. */
@Singleton
public class HeldMail {

  /** Mails a pass; who comes first in the queue is told first, the next passes tell the rest. */
  private static final int LIMIT = 500;

  private final HeldMailRepository held;
  private final Launcher launcher;

  HeldMail(HeldMailRepository held, Launcher launcher) {
    this.held = held;
    this.launcher = launcher;
  }

  /** One pass. */
  public void wake() {
    List<Held> mails = held.toWake(LIMIT);
    if (!mails.isEmpty()) {
      SideBySide.countRefused(mails, this::wake, () -> {});
      held.woken(mails);
    }
  }

  private boolean wake(Held mail) {
    return launcher.signal(mail.workflowId(), "lookAgain", mail.runId());
  }
}
